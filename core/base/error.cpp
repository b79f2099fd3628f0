// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace toll {

int exitCode(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
    case ErrorCode::Database:
    case ErrorCode::Cancelled:
    case ErrorCode::Overflow:
    case ErrorCode::Internal:
    case ErrorCode::Damaged:
        return 1;
    case ErrorCode::NotFound:
    case ErrorCode::FileNotFound:
        return 3;
    case ErrorCode::Syntax:
    case ErrorCode::UnknownKey:
    case ErrorCode::Missing:
    case ErrorCode::OutOfRange:
    case ErrorCode::Unsupported:
    case ErrorCode::Ambiguous:
    case ErrorCode::Negative:
        return 4;
    case ErrorCode::Conflict:
    case ErrorCode::AlreadyExists:
    case ErrorCode::WrongState:
    case ErrorCode::PeriodClosed:
    case ErrorCode::PeriodOpen:
        return 5;
    case ErrorCode::Locked:
    case ErrorCode::TooNew:
    case ErrorCode::ReadOnly:
    case ErrorCode::NotAWorkspace:
        return 8;
    }
    return 1;
}

} // namespace toll
