// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/services/check.h"
#include "core/services/job.h"

#include <cstdint>
#include <string>

namespace toll {

enum class IfThere { Refuse, Replace };

struct BackupReport {
    std::string file;
    std::int64_t bytes = 0;
    CheckReport check; ///< of the copy; without a finding
};

/// Copies all that is committed, also beside a program that writes, to a file of its own, checks that copy as
/// checkWorkspace() does, and only then gives it its name. A file that is there already is an AlreadyExists error
/// unless it may be replaced, and is replaced by a sound copy only. Damaged: nothing is kept; `found` is the first
/// finding.
[[nodiscard]] Result<BackupReport> backUpWorkspace(
    const std::string &workspace, const std::string &target, IfThere ifThere, const JobControl &job);

struct RestoreReport {
    std::string file; ///< the workspace
    std::string movedTo; ///< where the one before it is now; empty: there was none
    CheckReport check; ///< of what was restored
};

/// Puts a backup in the place of the workspace: a copy of it is checked first, then the present workspace is moved
/// aside under a dated name in its folder, never deleted, and the copy takes its name. The backup stays as it is.
/// Locked while another program writes the workspace; Conflict where both are one file; TooNew, Damaged: nothing
/// was moved.
[[nodiscard]] Result<RestoreReport> restoreWorkspace(
    const std::string &workspace, const std::string &backup, Instant now, const JobControl &job);

} // namespace toll
