// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/iothread.h"
#include "core/server/requestparser.h"

#include <boost/system/error_code.hpp>

#include <memory>
#include <optional>
#include <span>
#include <string>

namespace toll::http {

/// One connection: reads a request, has it answered, and so on while the client keeps it open. How bytes come and go is
/// what the classes below say; all else is here. Everything is called on the thread of its IoThread but answer().
///
/// Time is kept by one deadline that the thread looks at four times a second, not by a timer for each step. The answer
/// of a fast handler is written at once, without going through the event loop.
class Connection : public AnswerSink, public std::enable_shared_from_this<Connection> {
public:
    Connection(IoThread &thread, const Address &peer, bool isTls);
    ~Connection() override;
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void start();
    /// Instead of start(), for one that has not been counted: answers so, and closes.
    void turnAway(const Problem &problem);
    void answer(Response response) override;

    void tick(std::int64_t now);
    void stopServing();
    void abort();

    [[nodiscard]] std::size_t place() const { return m_place; }
    void setPlace(std::size_t place) { m_place = place; }

    using Fault = boost::system::error_code;

protected:
    // What carries the bytes. Each ends in the function named, later.
    virtual void handshake() = 0; ///< handshaken
    virtual void receive(std::span<char> room) = 0; ///< received
    virtual void send(std::string_view bytes) = 0; ///< sent, once all are
    virtual void endSending() = 0; ///< ended: the client has been told that nothing more comes
    virtual void closeSocket() = 0; ///< what is under way ends with a fault
    /// Sends what goes without waiting, and gives how much that was; after a fault nothing.
    virtual std::size_t sendAtOnce(std::string_view bytes) = 0;

    void handshaken(Fault fault);
    void received(Fault fault, std::size_t size);
    void sent(Fault fault);
    void ended(Fault fault);

private:
    enum class State : std::uint8_t {
        Handshake,
        Idle, ///< between requests
        Head,
        Continue, ///< tells the client to send the body
        Body,
        Handling, ///< a handler has the request
        Sending,
        Ending, ///< tells the client that nothing more comes
        Draining, ///< reads what the client still sends, so that it gets to read our answer
        Closed,
    };
    enum class Step : std::uint8_t { Again, Wait }; ///< on with what has been received; or wait for what is under way

    void enter(State state, std::chrono::milliseconds time);
    void close();
    void timeOut();
    void advance();
    void goOn(Step step);

    // Receiving (connectioninput.cpp)
    void readMore();
    [[nodiscard]] std::span<char> roomForMore();
    void moveBodyOn();
    [[nodiscard]] Step takeHead();
    [[nodiscard]] Step takeBody();
    [[nodiscard]] Step waitForHead(std::size_t received);
    [[nodiscard]] Step headTaken();
    [[nodiscard]] std::optional<Problem> findRoute();
    [[nodiscard]] std::optional<Problem> checkEncoding() const;
    void takeId();
    void startOver();

    // Answering
    [[nodiscard]] Step handle();
    [[nodiscard]] Step handleSlowly();
    [[nodiscard]] Step handleLater();
    void noteFailure(const char *what);
    void callHandler(Response &response);
    void runOnWorker(std::int64_t latest);
    [[nodiscard]] Step refuse(const Refusal &refusal);
    [[nodiscard]] Step refuse(const Problem &problem);
    [[nodiscard]] Step respond();
    [[nodiscard]] Step finish();
    void noteAnswer();

    IoThread &m_thread;
    ServerContext &m_shared;
    const Address m_peer;
    const bool m_isTls;
    State m_state = State::Idle;
    std::int64_t m_deadline = 0; ///< steady ms
    std::size_t m_place = 0;

    // What has been received: the bytes from m_begin to m_end are still to be taken.
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::size_t m_keep = 0; ///< the bytes before stay: the headers, which the request has views of
    std::unique_ptr<char[]> m_head; ///< the headers of a request whose body went on in another buffer
    bool m_isReading = false;

    std::string m_body;
    Request m_request;
    std::optional<RequestParser> m_parser;
    HeadScan m_scan;
    RequestIds::Text m_madeId{};
    const Route *m_route = nullptr;
    std::optional<Problem> m_refusal; ///< to be answered once the body has come
    std::string_view m_allow; ///< what OPTIONS is answered
    Response m_response;
    std::string m_wire;
    std::int64_t m_began = 0; ///< steady ns at which the request was whole
    std::size_t m_drained = 0;
    bool m_isLast = false; ///< the connection ends with this answer
    bool m_isTurnedAway = false;
};

} // namespace toll::http
