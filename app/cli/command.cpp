// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/calendar/period.h"
#include "core/services/outputfile.h"
#include "core/services/zones.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <charconv>

namespace toll {

namespace {

constexpr qint64 largestTextFile = 64 << 20; ///< plan and scenario files

} // namespace

Result<std::string> Session::path() const
{
    if (store.empty())
        return defaultWorkspacePath();
    const QString text = QString::fromStdString(store);
    const qsizetype scheme = text.indexOf(QLatin1String("://"));
    if (text.startsWith(QLatin1String("file:")))
        return QUrl(text).toLocalFile().toStdString();
    if (scheme > 0)
        return fail(ErrorCode::Unsupported, "--store", text.left(scheme).toStdString(), "FILE, file:///PATH");
    return store;
}

Result<std::string> Session::existingPath() const
{
    Result<std::string> file = path();
    if (file && !QFileInfo::exists(QString::fromStdString(*file)))
        return fail(ErrorCode::FileNotFound, "workspace", *file);
    return file;
}

void Session::close()
{
    m_services.reset();
}

Result<Services *> Session::read()
{
    return open(OpenMode::Read);
}

Result<Services *> Session::write()
{
    return open(OpenMode::WriteOrCreate);
}

Result<Services *> Session::open(OpenMode mode)
{
    const Result<std::string> file = mode == OpenMode::Read ? existingPath() : path();
    if (!file)
        return std::unexpected(file.error());
    Services::Options options;
    options.path = *file;
    options.mode = mode;
    Result<std::unique_ptr<Services>> services = Services::open(std::move(options));
    if (!services)
        return std::unexpected(services.error());
    m_services = std::move(*services);
    return m_services.get();
}

CLI::App &addGroup(CLI::App &parent, const char *name, const QString &help)
{
    CLI::App *group = parent.add_subcommand(name, help.toStdString());
    group->require_subcommand(1);
    return *group;
}

CLI::Option *addText(CLI::App &command, const char *name, std::string &value, const QString &help)
{
    return command.add_option_function<std::string>(
        name, [&value](const std::string &text) { value = text; }, help.toStdString());
}

CLI::Option *addText(CLI::App &command, const char *name, std::optional<std::string> &value, const QString &help)
{
    return command.add_option_function<std::string>(
        name, [&value](const std::string &text) { value = text; }, help.toStdString());
}

CLI::Option *addTexts(CLI::App &command, const char *name, std::vector<std::string> &values, const QString &help)
{
    return command.add_option(name, values, help.toStdString())->allow_extra_args(false);
}

Result<std::string> readTextFile(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.exists())
        return fail(ErrorCode::FileNotFound, {}, path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path, file.errorString().toStdString());
    const QByteArray bytes = file.read(largestTextFile + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, path, file.errorString().toStdString());
    if (bytes.size() > largestTextFile)
        return fail(ErrorCode::OutOfRange, path, "64 MB or more", "a smaller file");
    return bytes.toStdString();
}

Result<void> writeTextFile(const std::string &path, const std::string &text)
{
    OutputFile file(path);
    Result<void> written = file.open();
    if (written)
        written = file.write(text);
    return written ? file.commit() : written;
}

Result<std::int64_t> parseNumber(
    const std::string &text, std::string_view option, std::int64_t least, std::int64_t most)
{
    const std::string allowed = std::to_string(least) + " .. " + std::to_string(most);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::invalid_argument || end != text.data() + text.size())
        return fail(ErrorCode::Syntax, std::string(option), text, allowed);
    if (error != std::errc() || value < least || value > most)
        return fail(ErrorCode::OutOfRange, std::string(option), text, allowed);
    return value;
}

Result<Zone> zoneFor(Services &services, const std::optional<std::string> &name)
{
    if (name)
        return fromOption(zoneNamed(*name), "--timezone");
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    return zoneNamed(info->timezone);
}

Result<std::optional<Interval>> rangeFor(
    Services &services, const std::optional<std::string> &from, const std::optional<std::string> &to, const Zone &zone)
{
    if (!from && !to)
        return std::nullopt;
    const Result<std::optional<Interval>> extent = services.usage.extent();
    if (!extent)
        return std::unexpected(extent.error());
    Interval range = extent->value_or(Interval{});
    if (from) {
        const Result<Instant> begin = fromOption(parseDateOrTime(*from, zone), "--from");
        if (!begin)
            return std::unexpected(begin.error());
        range.begin = *begin;
    }
    if (to) {
        const Result<Instant> end = fromOption(parseDateOrTime(*to, zone), "--to");
        if (!end)
            return std::unexpected(end.error());
        range.end = *end;
    }
    if (from && to && range.isEmpty())
        return fail(ErrorCode::OutOfRange, "--to", *to, "> " + *from);
    if (range.isEmpty())
        range.end = range.begin;
    return range;
}

} // namespace toll
