// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/connection.h"

#include "core/server/inflate.h"

#include <boost/asio/post.hpp>

namespace toll::http {

namespace {

constexpr std::size_t mostDrained = 4 * 1024 * 1024;
constexpr std::chrono::milliseconds drainTime{2'000};
constexpr int mostInARow = 32; ///< requests of one connection before others have their turn

} // namespace

Connection::Connection(IoThread &thread, const Address &peer, bool isTls)
    : m_thread(thread), m_shared(thread.shared()), m_peer(peer), m_isTls(isTls)
{
    m_request.peer = m_peer;
    m_request.isTls = m_isTls;
    m_thread.add(*this);
    m_shared.metrics.connections.add(1);
}

Connection::~Connection()
{
    m_shared.metrics.connections.add(-1);
    if (m_isTurnedAway)
        --m_shared.turnedAway;
    else
        m_shared.counts.release(m_peer);
}

void Connection::start()
{
    if (m_isTls) {
        enter(State::Handshake, m_shared.limits.handshakeTime);
        handshake();
        return;
    }
    enter(State::Head, m_shared.limits.headTime);
    readMore();
}

void Connection::turnAway(const Problem &problem)
{
    m_isTurnedAway = true;
    if (m_isTls)
        close(); // a handshake is what cannot be afforded now
    else
        goOn(refuse(problem));
}

void Connection::enter(State state, std::chrono::milliseconds time)
{
    m_state = state;
    m_deadline = steadyMs() + time.count();
}

void Connection::close()
{
    if (m_state == State::Closed)
        return;
    m_state = State::Closed;
    m_thread.remove(*this);
    closeSocket();
}

void Connection::abort()
{
    close();
}

void Connection::stopServing()
{
    m_isLast = true;
    if (m_state == State::Idle)
        close();
}

void Connection::tick(std::int64_t now)
{
    if (now >= m_deadline && m_state != State::Handling)
        timeOut();
}

void Connection::timeOut()
{
    const auto alive = weak_from_this().lock(); // what follows may let go of the last other hold
    if (m_state == State::Body || (m_state == State::Head && m_end > m_begin)) {
        goOn(refuse(Refusal{408, "The request did not come in time."}));
        return;
    }
    if (m_state == State::Head)
        m_shared.metrics.refused("silent");
    else if (m_state == State::Handshake)
        m_shared.metrics.refused("handshake");
    else if (m_state == State::Sending)
        m_shared.metrics.refused("not-read");
    close();
}

void Connection::handshaken(Fault fault)
{
    if (m_state != State::Handshake)
        return;
    if (fault) {
        m_shared.metrics.refused("handshake");
        close();
        return;
    }
    enter(State::Head, m_shared.limits.headTime);
    readMore();
}

void Connection::received(Fault fault, std::size_t size)
{
    m_isReading = false;
    switch (m_state) {
    case State::Draining:
        m_drained += size;
        if (fault || m_drained > mostDrained)
            close();
        else
            readMore();
        return;
    case State::Idle:
    case State::Head:
    case State::Body:
        break;
    default:
        return; // time ran out meanwhile, and the client is being told
    }
    if (fault) {
        close();
        return;
    }
    if (m_state == State::Idle)
        enter(State::Head, m_shared.limits.headTime);
    m_end += size;
    advance();
}

void Connection::advance()
{
    for (int count = 0; count < mostInARow; ++count) {
        if (m_state != State::Idle && m_state != State::Head && m_state != State::Body)
            return;
        if ((m_state == State::Body ? takeBody() : takeHead()) == Step::Wait)
            return;
    }
    boost::asio::post(m_thread.context(), [self = shared_from_this()] { self->advance(); });
}

void Connection::goOn(Step step)
{
    if (step == Step::Again)
        advance();
}

Connection::Step Connection::handle()
{
    m_began = steadyNs();
    m_request.body = m_body;
    if (m_refusal)
        m_response.problem(*m_refusal);
    else if (m_route == nullptr)
        m_response.header("Allow", m_allow);
    else if (m_route->pace == Pace::Slow)
        return handleSlowly();
    else if (m_route->pace == Pace::Fast)
        callHandler(m_response);
    else
        return handleLater();
    return respond();
}

Connection::Step Connection::handleLater()
{
    enter(State::Handling, {});
    try {
        m_route->later(m_request, Answer(shared_from_this()));
    } catch (const std::exception &exception) {
        noteFailure(exception.what()); // the answer was given up with its duty
    }
    return Step::Wait;
}

void Connection::noteFailure(const char *what)
{
    m_shared.log.write(LogLine(LogLevel::Error, "handler failed")
                           .addId("id", m_request.id)
                           .add("route", m_request.route)
                           .add("what", what));
}

void Connection::callHandler(Response &response)
{
    try {
        m_route->handler(m_request, response);
    } catch (const std::exception &exception) {
        noteFailure(exception.what());
        response.problem({.status = 500, .detail = "The request failed; the log says why under its id."});
    }
}

Connection::Step Connection::handleSlowly()
{
    enter(State::Handling, {});
    const auto self = shared_from_this();
    const std::int64_t latest = steadyMs() + m_shared.limits.waitTime.count();
    if (m_shared.worker.post([self, latest] { self->runOnWorker(latest); }))
        return Step::Wait;
    m_shared.metrics.refused("busy");
    m_response.problem(Problem{.status = 503, .detail = "Too much is waiting to be done; nothing was. Ask again."}.with(
        "Retry-After", "1"));
    return respond();
}

/// On the worker's thread: the connection does nothing meanwhile but wait for the answer.
void Connection::runOnWorker(std::int64_t latest)
{
    Response response;
    const bool isGzip = m_request.header("Content-Encoding").value_or("identity") != "identity";
    if (steadyMs() > latest || m_shared.isAborting) {
        response.problem(
            Problem{.status = 503, .detail = "The request waited too long for its turn and was not begun. Ask again."}
                .with("Retry-After", "1"));
    } else if (!isGzip) {
        callHandler(response);
    } else if (Result<std::string> plain = inflateGzip(m_body, m_route->options.maxBody); plain) {
        m_body = std::move(*plain);
        m_request.body = m_body;
        callHandler(response);
    } else if (plain.error().code == ErrorCode::OutOfRange) {
        response.problem({.status = 413, .detail = "The body is larger than is taken here once it is unpacked."});
    } else {
        response.problem({.status = 400, .detail = "The body is not the gzip text that Content-Encoding says."});
    }
    answer(std::move(response));
}

void Connection::answer(Response response)
{
    boost::asio::post(m_thread.context(), [self = shared_from_this(), response = std::move(response)]() mutable {
        if (self->m_state != State::Handling)
            return;
        self->m_response = std::move(response);
        self->goOn(self->respond());
    });
}

Connection::Step Connection::refuse(const Refusal &refusal)
{
    m_shared.metrics.refused(std::to_string(refusal.status));
    return refuse(Problem{.status = refusal.status, .detail = refusal.detail});
}

Connection::Step Connection::refuse(const Problem &problem)
{
    m_isLast = true;
    m_began = steadyNs();
    if (m_request.id.empty())
        takeId();
    m_response.problem(problem);
    return respond();
}

Connection::Step Connection::respond()
{
    enter(State::Sending, m_shared.limits.sendTime);
    m_isLast = m_isLast || m_shared.isStopping.load(std::memory_order_relaxed);
    m_wire.clear();
    write(m_response,
        {.requestId = m_request.id,
            .date = m_thread.date(),
            .isLast = m_isLast,
            .isHead = m_request.method == Method::Head,
            .isHttp10 = m_parser && m_parser->isHttp10()},
        m_wire);
    const std::size_t done = sendAtOnce(m_wire);
    if (done == m_wire.size())
        return finish();
    send(std::string_view(m_wire).substr(done));
    return Step::Wait;
}

void Connection::sent(Fault fault)
{
    if (m_state == State::Closed)
        return;
    if (fault) {
        close();
    } else if (m_state == State::Continue) {
        enter(State::Body, m_shared.limits.bodyTime);
        advance();
    } else {
        goOn(finish());
    }
}

Connection::Step Connection::finish()
{
    noteAnswer();
    if (!m_isLast) {
        startOver();
        return Step::Again;
    }
    enter(State::Ending, drainTime);
    endSending();
    return Step::Wait;
}

void Connection::ended(Fault fault)
{
    if (m_state != State::Ending)
        return;
    if (fault) {
        close();
        return;
    }
    enter(State::Draining, drainTime);
    m_begin = m_end = m_keep = 0;
    readMore();
}

void Connection::noteAnswer()
{
    const std::int64_t took = steadyNs() - m_began;
    const int status = m_response.status;
    m_shared.metrics.answered(m_route, status, took);
    const bool isQuiet = status < 400 && m_route != nullptr && m_route->pace == Pace::Fast;
    const LogLevel level = status >= 500 ? LogLevel::Warning : isQuiet ? LogLevel::Debug : LogLevel::Info;
    if (!m_shared.log.takes(level))
        return;
    // The query is left out: in the original calls it names tokens.
    m_shared.log.write(LogLine(level, "request")
                           .addId("id", m_request.id)
                           .add("peer", m_peer.text())
                           .add("method", m_request.methodName)
                           .add("path", m_request.path)
                           .add("route", m_request.route)
                           .add("status", status)
                           .add("received", static_cast<std::int64_t>(m_body.size()))
                           .add("sent", static_cast<std::int64_t>(m_response.body.size()))
                           .add("us", took / 1000));
}

} // namespace toll::http
