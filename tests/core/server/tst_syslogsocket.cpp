// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/syslogsocket.h"

#include <QTemporaryDir>
#include <QtTest>

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace toll;
using namespace toll::http;

namespace {

/// Sends datagrams to a socket of ours.
class Sender {
public:
    explicit Sender(const std::string &address)
    {
        if (address.starts_with("unix:")) {
            sockaddr_un to{};
            to.sun_family = AF_UNIX;
            std::strcpy(to.sun_path, address.c_str() + 5);
            m_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            m_isConnected = connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0;
        } else {
            sockaddr_in to{};
            to.sin_family = AF_INET;
            to.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
            to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            m_socket = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            m_isConnected = connect(m_socket, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0;
        }
    }
    ~Sender() { close(m_socket); }
    Sender(const Sender &) = delete;
    Sender &operator=(const Sender &) = delete;

    [[nodiscard]] bool isConnected() const { return m_isConnected; }
    void send(const std::string &text) const { QVERIFY(::send(m_socket, text.data(), text.size(), MSG_NOSIGNAL) >= 0); }

private:
    int m_socket = -1;
    bool m_isConnected = false;
};

QStringList receiveAll(SyslogSocket &socket)
{
    QStringList got;
    while (socket.receive([&](std::string_view text) {
        got << QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        return true;
    })) { }
    return got;
}

} // namespace

class TestSyslogSocket : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void receives_data();
    void receives();
    void bringsADatagramAgainThatWasNotTaken();
    void replacesASocketNobodyListensAt();
    void leavesWhatIsNoSocketAlone();
    void countsWhatTheSystemDropped();
    void refusesAddresses_data();
    void refusesAddresses();

private:
    [[nodiscard]] std::string file() const { return m_folder->filePath(QStringLiteral("log")).toStdString(); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSyslogSocket::receives_data()
{
    QTest::addColumn<bool>("isUnix");
    QTest::newRow("UDP") << false;
    QTest::newRow("Unix") << true;
}

void TestSyslogSocket::receives()
{
    QFETCH(bool, isUnix);
    auto socket = SyslogSocket::open(isUnix ? "unix:" + file() : "127.0.0.1:0");
    QVERIFY(socket);
    QVERIFY(!(*socket)->address().ends_with(":0"));
    const Sender sender((*socket)->address());
    QCOMPARE(receiveAll(**socket), QStringList());
    sender.send("one");
    sender.send("");
    sender.send(std::string(60'000, 'x'));
    QCOMPARE(receiveAll(**socket), QStringList({QStringLiteral("one"), QString(60'000, u'x')}));
    if (isUnix) {
        struct stat facts { };
        QCOMPARE(stat(file().c_str(), &facts), 0);
        QCOMPARE(facts.st_mode & 0777U, mode_t{0660});
        socket->reset();
        QVERIFY(stat(file().c_str(), &facts) != 0);
    }
}

void TestSyslogSocket::bringsADatagramAgainThatWasNotTaken()
{
    auto socket = SyslogSocket::open("127.0.0.1:0");
    const Sender sender((*socket)->address());
    sender.send("one");
    sender.send("two");
    QVERIFY(!(*socket)->receive([](std::string_view) { return false; }));
    QCOMPARE(receiveAll(**socket), QStringList({QStringLiteral("one"), QStringLiteral("two")}));
}

void TestSyslogSocket::replacesASocketNobodyListensAt()
{
    {
        const int dead = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strcpy(address.sun_path, file().c_str());
        QCOMPARE(bind(dead, reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        close(dead); // its file stays
    }
    const auto socket = SyslogSocket::open("unix:" + file());
    QVERIFY(socket);
    QVERIFY(Sender((*socket)->address()).isConnected());
    const auto second = SyslogSocket::open("unix:" + file());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::Io);
}

void TestSyslogSocket::leavesWhatIsNoSocketAlone()
{
    QFile other(QString::fromStdString(file()));
    QVERIFY(other.open(QIODevice::WriteOnly));
    other.write("precious");
    other.close();
    QVERIFY(!SyslogSocket::open("unix:" + file()));
    QVERIFY(other.open(QIODevice::ReadOnly));
    QCOMPARE(other.readAll(), QByteArray("precious"));
}

void TestSyslogSocket::countsWhatTheSystemDropped()
{
    auto socket = SyslogSocket::open("127.0.0.1:0");
    const Sender sender((*socket)->address());
    int sent = 0;
    for (; sent < 20'000; ++sent)
        sender.send(std::string(8000, 'x'));
    int got = static_cast<int>(receiveAll(**socket).size());
    QVERIFY(got < sent);
    sender.send("again"); // says how many were dropped before
    got += static_cast<int>(receiveAll(**socket).size());
    QCOMPARE(static_cast<int>((*socket)->dropped()), sent + 1 - got);
}

void TestSyslogSocket::refusesAddresses_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<int>("code");
    QTest::newRow("everywhere") << QByteArray("0.0.0.0:5140") << static_cast<int>(ErrorCode::Unsupported);
    QTest::newRow("elsewhere") << QByteArray("192.0.2.1:5140") << static_cast<int>(ErrorCode::Unsupported);
    QTest::newRow("a name") << QByteArray("localhost:5140") << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("no port") << QByteArray("127.0.0.1") << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("no path") << QByteArray("unix:") << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("a path too long") << "unix:/" + QByteArray(200, 'x') << static_cast<int>(ErrorCode::Syntax);
    QTest::newRow("no such folder") << QByteArray("unix:/nowhere/log") << static_cast<int>(ErrorCode::Io);
}

void TestSyslogSocket::refusesAddresses()
{
    QFETCH(QByteArray, address);
    const auto socket = SyslogSocket::open(address.toStdString());
    QVERIFY(!socket);
    QTEST(static_cast<int>(socket.error().code), "code");
}

QTEST_GUILESS_MAIN(TestSyslogSocket)
#include "tst_syslogsocket.moc"
