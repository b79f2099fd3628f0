// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/problem.h"

#include "core/server/status.h"

namespace toll::http {

namespace {

constexpr std::string_view typePrefix = "urn:problem-type:tollkeeper:";

std::string factsOf(const Error &error)
{
    std::string facts = error.where;
    if (!error.found.empty())
        facts += (facts.empty() ? "found " : ": found ") + error.found;
    if (!error.expected.empty())
        facts += (facts.empty() ? "expected " : ", expected ") + error.expected;
    return facts;
}

bool isPointer(const std::string &where)
{
    return where.starts_with('/');
}

} // namespace

Problem Problem::with(std::string name, std::string value) &&
{
    headers.emplace_back(std::move(name), std::move(value));
    return std::move(*this);
}

Json Problem::toJson() const
{
    Json json;
    json.set("type", type).set("title", title.empty() ? std::string(reasonOf(status)) : title).set("status", status);
    if (!detail.empty())
        json.set("detail", detail);
    if (!instance.empty())
        json.set("instance", instance);
    if (!errors.empty()) {
        Json list{Json::Array{}};
        for (const ProblemFault &fault : errors) {
            Json each;
            each.set("pointer", fault.pointer).set("detail", fault.detail);
            list.append(std::move(each));
        }
        json.set("errors", std::move(list));
    }
    for (const auto &[name, value] : extra)
        json.set(name, value);
    return json;
}

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return 404;
    case ErrorCode::Syntax:
        return 400;
    case ErrorCode::UnknownKey:
    case ErrorCode::Missing:
    case ErrorCode::OutOfRange:
    case ErrorCode::Unsupported:
    case ErrorCode::Ambiguous:
    case ErrorCode::Negative:
    case ErrorCode::Overflow:
        return 422;
    case ErrorCode::Conflict:
    case ErrorCode::AlreadyExists:
    case ErrorCode::WrongState:
    case ErrorCode::PeriodClosed:
    case ErrorCode::PeriodOpen:
        return 409;
    case ErrorCode::Locked:
    case ErrorCode::ReadOnly:
    case ErrorCode::Cancelled:
        return 503;
    case ErrorCode::Io:
    case ErrorCode::Database:
    case ErrorCode::Internal:
    case ErrorCode::Damaged:
    case ErrorCode::FileNotFound:
    case ErrorCode::TooNew:
    case ErrorCode::NotAWorkspace:
        return 500;
    }
    return 500;
}

std::string_view nameOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Database:
        return "database";
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::Overflow:
        return "overflow";
    case ErrorCode::Internal:
        return "internal";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::NotFound:
        return "not-found";
    case ErrorCode::FileNotFound:
        return "file-not-found";
    case ErrorCode::Syntax:
        return "syntax";
    case ErrorCode::UnknownKey:
        return "unknown-key";
    case ErrorCode::Missing:
        return "missing";
    case ErrorCode::OutOfRange:
        return "out-of-range";
    case ErrorCode::Unsupported:
        return "unsupported";
    case ErrorCode::Ambiguous:
        return "ambiguous";
    case ErrorCode::Negative:
        return "negative";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::AlreadyExists:
        return "already-exists";
    case ErrorCode::WrongState:
        return "wrong-state";
    case ErrorCode::PeriodClosed:
        return "period-closed";
    case ErrorCode::PeriodOpen:
        return "period-open";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::TooNew:
        return "too-new";
    case ErrorCode::ReadOnly:
        return "read-only";
    case ErrorCode::NotAWorkspace:
        return "not-a-workspace";
    }
    return "internal";
}

Problem problemOf(const Error &error, std::string sentence)
{
    Problem problem;
    problem.status = statusOf(error.code);
    (problem.type = typePrefix) += nameOf(error.code);
    // Without a sentence, what is wrong with the server is nothing for its clients: it may name files.
    if (sentence.empty() && problem.status < 500)
        sentence = factsOf(error);
    if (isPointer(error.where))
        problem.errors.push_back({error.where, sentence});
    problem.detail = std::move(sentence);
    if (problem.status == 503)
        problem.headers.emplace_back("Retry-After", "1");
    return problem;
}

Problem problemOf(const std::vector<Error> &errors, const std::function<std::string(const Error &)> &sentenceOf)
{
    Problem problem;
    problem.status = 422;
    (problem.type = typePrefix) += "not-valid";
    problem.detail = "Nothing was changed: what was sent is not valid in the places listed.";
    for (const Error &error : errors)
        problem.errors.push_back({isPointer(error.where) ? error.where : std::string(), sentenceOf(error)});
    return problem;
}

} // namespace toll::http
