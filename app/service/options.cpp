// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/options.h"

#include <CLI/CLI.hpp>

#include <set>
#include <sstream>

using namespace toll;

namespace {

/// CLI11's reader, with the faults it passes over or names without a line refused by their line: keys nobody knows,
/// keys given twice, sections.
class ConfigFile : public CLI::ConfigTOML {
public:
    explicit ConfigFile(const CLI::App &app) : m_app(app) { }

    std::vector<CLI::ConfigItem> from_config(std::istream &input) const override
    {
        std::ostringstream text;
        text << input.rdbuf();
        std::istringstream lines(text.str());
        std::set<std::string> seen;
        int number = 0;
        for (std::string line; std::getline(lines, line);) {
            ++number;
            CLI::detail::trim(line);
            if (line.empty() || line.front() == '#')
                continue;
            check(line, number, seen);
        }
        std::istringstream whole(text.str());
        return CLI::ConfigTOML::from_config(whole);
    }

private:
    void check(const std::string &line, int number, std::set<std::string> &seen) const
    {
        const auto refuse = [&](const std::string &what) {
            throw CLI::ConfigError(
                "line " + std::to_string(number) + " of the configuration file: " + what, CLI::ExitCodes::ConfigError);
        };
        const std::size_t equals = line.find('=');
        if (line.front() == '[')
            refuse("there are no sections; write key = value");
        if (equals == line.npos)
            refuse("expected key = value");
        const std::string key = CLI::detail::trim_copy(line.substr(0, equals));
        const CLI::Option *option = m_app.get_option_no_throw("--" + key);
        if (option == nullptr || !option->get_configurable())
            refuse("no such key: " + key);
        if (!seen.insert(key).second)
            refuse("the key comes a second time: " + key);
    }

    const CLI::App &m_app;
};

/// Whole seconds, kept as milliseconds.
void addSeconds(CLI::App &arguments, const std::string &name, std::chrono::milliseconds &value, const std::string &help)
{
    arguments
        .add_option_function<std::int64_t>(
            name, [&value](std::int64_t seconds) { value = std::chrono::seconds(seconds); }, help)
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{86'400}))
        ->type_name("SECONDS")
        ->default_str(std::to_string(std::chrono::duration_cast<std::chrono::seconds>(value).count()));
}

template<typename Number>
void addNumber(CLI::App &arguments, const std::string &name, Number &value, const std::string &help, Number least,
    Number most)
{
    arguments.add_option(name, value, help)->check(CLI::Range(least, most))->capture_default_str();
}

void addLimits(CLI::App &arguments, ServerLimits &limits)
{
    constexpr std::size_t million = 1'000'000;
    addNumber<std::size_t>(
        arguments, "--max-connections", limits.connections, "Connections at a time", 1, million);
    addNumber<std::size_t>(arguments, "--max-connections-per-address", limits.connectionsOfAddress,
        "Of one IPv4 address or IPv6 /64", 1, million);
    addNumber<std::uint64_t>(
        arguments, "--max-body", limits.bodyBytes, "Bytes of a request's body", 1024, 1024 * million);
    addNumber<std::size_t>(arguments, "--max-head", limits.headBytes, "Bytes of a request's headers", 1024, million);
    addNumber<std::size_t>(
        arguments, "--max-waiting", limits.waitingJobs, "Requests that wait for the store", 1, million);
    addSeconds(arguments, "--head-time", limits.headTime, "For a client to send headers");
    addSeconds(arguments, "--body-time", limits.bodyTime, "For a client to send a body");
    addSeconds(arguments, "--send-time", limits.sendTime, "For a client to take an answer");
    addSeconds(arguments, "--idle-time", limits.idleTime, "A connection may stay open unused");
    addSeconds(arguments, "--wait-time", limits.waitTime, "A request may wait for the store");
    addSeconds(arguments, "--stop-time", limits.stopTime, "To finish what is under way when told to stop");
}

/// Who asks at /v1/authorize, and where the ends of requests are read.
void addGateways(CLI::App &arguments, DaemonOptions &options)
{
    arguments
        .add_option_function<std::vector<std::string>>(
            "--trusted-proxy",
            [&options](const std::vector<std::string> &texts) {
                for (const std::string &text : texts) {
                    const Result<IpNetwork> network = parseIpNetwork(text);
                    if (!network)
                        throw CLI::ValidationError("--trusted-proxy", text + " is no network such as 10.0.0.0/8");
                    options.trustedProxies.push_back(*network);
                }
            },
            "Addresses of gateways whose word is taken, beside this machine's; may come several times")
        ->type_name("NETWORK");
    arguments
        .add_option("--access-log", options.accessLogs,
            "Access log of a gateway to follow, which completes the requests let through; may come several times")
        ->type_name("FILE");
    arguments
        .add_option("--access-syslog", options.accessSyslogs,
            "The same over syslog: 127.0.0.1:PORT or unix:PATH; may come several times")
        ->type_name("ADDRESS");
    addSeconds(arguments, "--complete-within", options.completeWithin,
        "For a request let through to be completed; then it is listed");
    arguments.add_flag("--old-rate-limit-headers", options.hasOldRateHeaders, "Say X-RateLimit-* beside RateLimit");
}

} // namespace

std::optional<int> readOptions(int argc, char *argv[], DaemonOptions &options)
{
    CLI::App arguments("The HTTP service of Tollkeeper.");
    std::string level = "info";
    TlsFiles tls;
    arguments.set_config("--config", "", "File of these options, one key = value a line")->configurable(false);
    arguments.config_formatter(std::make_shared<ConfigFile>(arguments));
    arguments.add_option("--store", options.store, "Workspace file")->capture_default_str();
    arguments.add_option("--admin-key-file", options.adminKeyFile,
        "Management keys beside the workspace's: a secret or sha256:HEX a line, then its scopes (default: all)");
    arguments.add_option("--listen", options.server.listen, "ADDRESS:PORT")->capture_default_str();
    CLI::Option *certificate = arguments.add_option("--tls-certificate", tls.certificate, "PEM file of the chain");
    CLI::Option *key = arguments.add_option("--tls-key", tls.key, "PEM file of its key")->needs(certificate);
    certificate->needs(key);
    arguments.add_flag("--allow-plain-remote", options.server.allowsPlainRemote,
        "Plain HTTP on other than loopback addresses, where something in front speaks TLS");
    arguments.add_flag(
        "--public-metrics", options.hasPublicMetrics, "Answer GET /metrics to other than loopback addresses");
    arguments.add_flag("--list-routes", options.listsRoutes, "Say what is served, a method and a path a line, and end")
        ->configurable(false);
    arguments.add_option("--log-level", level, "Requests answered at once are logged at debug, others at info")
        ->check(CLI::IsMember({"error", "warning", "info", "debug"}))
        ->capture_default_str();
    addNumber<unsigned>(arguments, "--threads", options.server.threads, "That do I/O; 0: one a core", 0, 1024);
    addGateways(arguments, options);
    addLimits(arguments, options.server.limits);
    arguments.set_version_flag("--version", "tollkeeperd " TOLL_VERSION)->configurable(false);
    arguments.get_help_ptr()->configurable(false);
    try {
        arguments.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return arguments.exit(error) == 0 ? 0 : 2;
    }
    options.logLevel = http::parseLogLevel(level).value_or(options.logLevel);
    if (!tls.certificate.empty())
        options.server.tls = std::move(tls);
    return {};
}
