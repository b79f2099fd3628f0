// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/route.h"

#include "app/service/once.h"
#include "app/service/precondition.h"
#include "core/services/wording.h"

#include <chrono>

using namespace toll;

namespace {

std::int64_t steadyMs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
}

std::string wordsOf(const Error &error)
{
    return sentence(error).toStdString();
}

/// Does the work in one transaction; what it wrote is undone where it answers with a problem.
Answered inOne(Call &call, const Work &work)
{
    Answered answered;
    const Result<void> done = call.services.asOne([&]() -> Result<void> {
        answered = work(call);
        return answered ? Result<void>() : fail(ErrorCode::Cancelled);
    });
    if (answered && !done)
        return refused(done.error());
    return answered;
}

void write(const http::Request &request, Answered answered, http::Response &response)
{
    if (!answered) {
        response.problem(answered.error());
        return;
    }
    Reply &reply = *answered;
    if (!reply.etag.empty())
        response.header("ETag", reply.etag);
    const bool isRead = request.method == http::Method::Get || request.method == http::Method::Head;
    if (isRead && !reply.etag.empty() && isNamedIn(request, "If-None-Match", reply.etag)) {
        response.status = 304;
        return;
    }
    if (!reply.location.empty())
        response.header("Location", reply.location);
    if (!reply.next.empty())
        response.header("Link", "<" + reply.next + ">; rel=\"next\"");
    for (const auto &[name, value] : reply.headers)
        response.header(name, value);
    if (reply.secret)
        reply.body->set("secret", *reply.secret);
    if (reply.content)
        response.content(reply.status, reply.content->second, reply.content->first);
    else if (reply.body)
        response.json(reply.status, *reply.body);
    else
        response.status = reply.status;
}

/// Who makes the transaction of what is done.
enum class Transaction { Here, ByTheWork };

/// Answers on the worker's thread.
void serve(Backend &backend, const http::Request &request, Scope scope, const Work &work, http::Response &response,
    Transaction transaction = Transaction::Here)
{
    const std::shared_ptr<const AdminKey> key = backend.keys().holderOf(request);
    if (!key || !key->scopes.has(scope)) { // it was good when the request came
        if (auto problem = backend.keys().refusal(request, scope))
            response.problem(*problem);
        return;
    }
    Services &services = backend.services();
    services.setActor("api " + key->name);
    Call call{request, services, backend, *key};
    const bool isRead = request.method == http::Method::Get || request.method == http::Method::Head;
    const bool isPlain = isRead || transaction == Transaction::ByTheWork;
    write(request, isPlain ? work(call) : inOne(call, work), response);
    services.setActor("tollkeeperd");
}

http::Problem busy(std::string detail)
{
    return http::Problem{.status = 503, .detail = std::move(detail)}.with("Retry-After", "1");
}

http::RouteOptions guarded(Backend &backend, Scope scope, http::RouteOptions options)
{
    options.guard = [&backend, scope](const http::Request &request) { return backend.keys().refusal(request, scope); };
    return options;
}

/// What waits for the worker under an Idempotency-Key.
struct Waiting {
    std::string name;
    http::Answer answer;
    const http::Request *request; ///< stands as long as the answer does
    std::int64_t latest = 0; ///< steady ms
};

} // namespace

std::unexpected<http::Problem> refused(const Error &error)
{
    return std::unexpected(http::problemOf(error, wordsOf(error)));
}

std::unexpected<http::Problem> refused(const std::vector<Error> &errors)
{
    if (errors.size() == 1) {
        auto one = refused(errors.front());
        if (errors.front().code == ErrorCode::Syntax) // of a member: the document itself could be read
            one.error().status = 422;
        return one;
    }
    return std::unexpected(http::problemOf(errors, wordsOf));
}

std::unexpected<http::Problem> refused(http::Problem problem)
{
    return std::unexpected(std::move(problem));
}

void addRoute(http::Router &router, Backend &backend, http::Method method, std::string_view pattern, Scope scope,
    Work work, http::RouteOptions options)
{
    router.slow(
        method, pattern,
        [&backend, scope, work = std::move(work)](const http::Request &request, http::Response &response) {
            serve(backend, request, scope, work, response);
        },
        guarded(backend, scope, std::move(options)));
}

void addOwnRoute(http::Router &router, Backend &backend, http::Method method, std::string_view pattern, Scope scope,
    Work work, http::RouteOptions options)
{
    router.slow(
        method, pattern,
        [&backend, scope, work = std::move(work)](const http::Request &request, http::Response &response) {
            serve(backend, request, scope, work, response, Transaction::ByTheWork);
        },
        guarded(backend, scope, std::move(options)));
}

void addOnceRoute(http::Router &router, Backend &backend, std::string_view pattern, Scope scope, Work work,
    http::RouteOptions options)
{
    const Work once = [work = std::move(work)](Call &call) { return doOnce(call, work); };
    const auto later = [&backend, scope, once](const http::Request &request, const http::Answer &answer) {
        const auto refuse = [&answer](const http::Problem &problem) {
            http::Response response;
            response.problem(problem);
            answer.send(std::move(response));
        };
        const auto key = idempotencyKeyOf(request);
        if (!key)
            return refuse(key.error());
        const std::shared_ptr<const AdminKey> holder = backend.keys().holderOf(request);
        const std::string name = KeptReplyService::nameOf(holder ? holder->id : std::string(), *key);
        if (!backend.running().begin(name))
            return refuse(stillRunning());
        const Waiting waiting{name, answer, &request, steadyMs() + backend.options().server.limits.waitTime.count()};
        const bool isPosted = backend.worker().post([&backend, scope, once, waiting] {
            http::Response response;
            try {
                if (steadyMs() > waiting.latest)
                    response.problem(busy("The request waited too long for its turn and was not begun. Ask again."));
                else
                    serve(backend, *waiting.request, scope, once, response);
            } catch (const std::exception &exception) {
                backend.log().write(http::LogLine(http::LogLevel::Error, "handler failed")
                                        .addId("id", waiting.request->id)
                                        .add("what", exception.what()));
                response.clear();
                response.problem({.status = 500, .detail = "The request failed; the log says why under its id."});
            }
            backend.running().end(waiting.name);
            waiting.answer.send(std::move(response));
        });
        if (isPosted)
            return;
        backend.running().end(name);
        refuse(busy("Too much is waiting to be done; nothing was. Ask again."));
    };
    router.later(http::Method::Post, pattern, later, guarded(backend, scope, std::move(options)));
}
