// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace toll::http {

/// One fault in what was sent.
struct ProblemFault {
    std::string pointer; ///< JSON pointer (RFC 6901) into the body: "/cap/limit"; empty where it is no part of it
    std::string detail;
};

/// An answer that is an error, as RFC 9457 has it (application/problem+json).
struct Problem {
    int status = 500;
    std::string type = "about:blank"; ///< a URI; about:blank says no more than the status does
    std::string title{}; ///< empty: the status' own words
    std::string detail{}; ///< what happened, what was kept, what to do
    std::string instance{}; ///< a URI of this occurrence
    std::vector<ProblemFault> errors{};
    Json::Object extra{}; ///< further members, such as violated-policies
    std::vector<std::pair<std::string, std::string>> headers{}; ///< that go with it: Retry-After, Allow

    /// With a header, for building: Problem{…}.with("Retry-After", "1").
    [[nodiscard]] Problem with(std::string name, std::string value) &&;
    [[nodiscard]] Json toJson() const;
};

/// The status an error of this kind is answered with.
[[nodiscard]] int statusOf(ErrorCode code);
/// "already-exists": how clients tell errors apart.
[[nodiscard]] std::string_view nameOf(ErrorCode code);

/// The answer to a failure. Its type is "urn:problem-type:tollkeeper:NAME", its detail the sentence given (of
/// core/services/wording; without one the facts of the error). A failure at a JSON pointer is also listed as a fault.
/// What went wrong inside (Internal, Damaged, Database, Io) is not told beyond the sentence.
[[nodiscard]] Problem problemOf(const Error &error, std::string sentence = {});
/// All faults of an input, 422, each with its sentence from `sentenceOf`.
[[nodiscard]] Problem problemOf(
    const std::vector<Error> &errors, const std::function<std::string(const Error &)> &sentenceOf);

} // namespace toll::http
