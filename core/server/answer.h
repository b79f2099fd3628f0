// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/response.h"

#include <memory>
#include <utility>

namespace toll::http {

/// Where an answer goes: the connection the request came by.
class AnswerSink {
public:
    virtual ~AnswerSink() = default;
    /// From any thread, once.
    virtual void answer(Response response) = 0;
};

/// The duty to answer a request, to be kept from whatever thread and whenever it suits, but not from two at once.
/// Copies are one duty: the first answer counts. If all are gone without one, the client is told 500. The request's
/// texts stand as long as it does.
class Answer {
public:
    explicit Answer(std::shared_ptr<AnswerSink> sink) : m_duty(std::make_shared<Duty>(std::move(sink))) { }

    void send(Response response) const { m_duty->keep(std::move(response)); }

private:
    struct Duty {
        explicit Duty(std::shared_ptr<AnswerSink> given) : sink(std::move(given)) { }
        ~Duty()
        {
            if (!sink)
                return;
            Response response;
            response.problem({.status = 500, .detail = "The request was given up before it was done."});
            keep(std::move(response));
        }
        Duty(const Duty &) = delete;
        Duty &operator=(const Duty &) = delete;

        void keep(Response response)
        {
            if (const std::shared_ptr<AnswerSink> to = std::exchange(sink, nullptr))
                to->answer(std::move(response));
        }

        std::shared_ptr<AnswerSink> sink;
    };

    std::shared_ptr<Duty> m_duty;
};

} // namespace toll::http
