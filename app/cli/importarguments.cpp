// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/importarguments.h"

#include "core/calendar/period.h"

#include <array>
#include <utility>

namespace toll {

namespace {

constexpr std::int64_t mostSkippedLines = 1'000'000;

/// A character as a shell can write it: itself, or a name.
Result<char> parseMark(const std::string &text, std::string_view option)
{
    constexpr std::array<std::pair<std::string_view, char>, 8> names{{{"none", '\0'}, {"tab", '\t'}, {"\\t", '\t'},
        {"comma", ','}, {"semicolon", ';'}, {"bar", '|'}, {"space", ' '}, {"point", '.'}}};
    for (const auto &[name, mark] : names) {
        if (text == name)
            return mark;
    }
    constexpr std::string_view hexadecimal = "0x";
    if (text.size() > hexadecimal.size() && text.starts_with(hexadecimal)) {
        const QByteArray digits = QByteArray::fromStdString(text.substr(hexadecimal.size()));
        bool isNumber = false;
        const int value = digits.toInt(&isNumber, 16);
        if (isNumber && value > 0 && value < 0x80)
            return static_cast<char>(value);
    }
    const bool isOne = text.size() == 1 && static_cast<unsigned char>(text.front()) < 0x80;
    if (!isOne || text == "\n" || text == "\r")
        return fail(ErrorCode::Syntax, std::string(option), text, ", ; | tab space 0x1f none");
    return text.front();
}

/// Reads the option, if it was given, into the choice.
Result<void> setMark(std::optional<char> &choice, const std::optional<std::string> &text, std::string_view option,
    std::string_view allowed = {})
{
    if (!text)
        return {};
    const Result<char> mark = parseMark(*text, option);
    if (!mark)
        return std::unexpected(mark.error());
    if (!allowed.empty() && *mark != '\0' && !allowed.contains(*mark))
        return fail(ErrorCode::OutOfRange, std::string(option), *text, std::string(allowed));
    choice = *mark;
    return {};
}

Result<void> setMarks(ReadingChoices &reading, const ImportArguments &arguments)
{
    const std::array marks{setMark(reading.delimiter, arguments.delimiter, "--delimiter"),
        setMark(reading.quote, arguments.quote, "--quote"), setMark(reading.escape, arguments.escape, "--escape"),
        setMark(reading.comment, arguments.comment, "--comment"),
        setMark(reading.point, arguments.decimal, "--decimal", ".,"),
        setMark(reading.group, arguments.grouping, "--grouping", ".,' ")};
    for (const Result<void> &mark : marks) {
        if (!mark)
            return mark;
    }
    if (reading.delimiter == '\0')
        return fail(ErrorCode::OutOfRange, "--delimiter", *arguments.delimiter, ", ; | tab");
    if (reading.point == '\0')
        return fail(ErrorCode::OutOfRange, "--decimal", *arguments.decimal, ". ,");
    if (reading.delimiter && (reading.quote == reading.delimiter || reading.escape == reading.delimiter))
        return fail(ErrorCode::OutOfRange, "--delimiter", *arguments.delimiter, "≠ --quote, --escape");
    if (reading.quote && reading.quote != '\0' && reading.quote == reading.escape)
        return fail(ErrorCode::OutOfRange, "--escape", *arguments.escape, "≠ --quote");
    if (reading.point && reading.point == reading.group)
        return fail(ErrorCode::OutOfRange, "--grouping", *arguments.grouping, "≠ --decimal");
    return {};
}

/// Reads a name, if it was given, into the choice.
template<typename T>
Result<void> setName(std::optional<T> &choice, const std::optional<std::string> &text,
    Result<T> (*parse)(std::string_view), const char *option)
{
    if (!text)
        return {};
    const Result<T> value = fromOption(parse(*text), option);
    if (!value)
        return std::unexpected(value.error());
    choice = *value;
    return {};
}

Result<bool> parseHeader(std::string_view text)
{
    if (text != "yes" && text != "no")
        return fail(ErrorCode::UnknownKey, {}, std::string(text), "yes, no");
    return text == "yes";
}

Result<ReadingChoices> readingOf(const ImportArguments &arguments)
{
    ReadingChoices reading;
    const std::optional<std::string> format =
        arguments.format == "auto" ? std::nullopt : std::optional(arguments.format);
    const std::array names{setName(reading.format, format, &parseFileFormat, "--format"),
        setName(reading.encoding, arguments.encoding, &parseEncoding, "--encoding"),
        setName(reading.timeFormat, arguments.timeFormat, &parseTimeFormat, "--time-format"),
        setName(reading.hasHeader, arguments.header, &parseHeader, "--header"), setMarks(reading, arguments)};
    for (const Result<void> &name : names) {
        if (!name)
            return std::unexpected(name.error());
    }
    if (arguments.skippedLines) {
        const Result<std::int64_t> lines = parseNumber(*arguments.skippedLines, "--skip-lines", 0, mostSkippedLines);
        if (!lines)
            return std::unexpected(lines.error());
        reading.skippedLines = *lines;
    }
    return reading;
}

void addReadingOptions(CLI::App &command, ImportArguments &arguments)
{
    addText(command, "--format", arguments.format,
        Words::tr("auto (default), csv, jsonl, json, cloudevents, combined-log"));
    addText(command, "--encoding", arguments.encoding,
        Words::tr("utf-8, utf-16le, utf-16be, gb18030, windows-1252 (default: found by looking)"));
    addText(command, "--delimiter", arguments.delimiter,
        Words::tr("What stands between cells: , ; | tab or another character, 0x1f by its code"));
    addText(command, "--quote", arguments.quote, Words::tr("What stands around cells: \" ' or none"));
    addText(
        command, "--escape", arguments.escape, Words::tr("What makes the next character an ordinary one: \\ or none"));
    addText(command, "--comment", arguments.comment, Words::tr("What begins a line that is none: # or none"));
    addText(command, "--skip-lines", arguments.skippedLines, Words::tr("Lines before the header"))->type_name("N");
    addText(command, "--header", arguments.header, Words::tr("Whether the first row names the columns: yes or no"));
    addText(command, "--decimal", arguments.decimal, Words::tr("The decimal mark: . or ,"));
    addText(command, "--grouping", arguments.grouping, Words::tr("What stands between thousands: , . ' space or none"));
    addText(command, "--time-format", arguments.timeFormat,
        Words::tr("rfc3339, local, dmy, mdy, unix-s, unix-ms, unix-us, unix-ns, relative-s, relative-ms, excel, "
                  "iso-week, rfc2822, common-log"));
    addTexts(command, "--map", arguments.mappings,
        Words::tr("field=column, such as time=TIMESTAMP; may come several times"));
}

} // namespace

void addImportOptions(CLI::App &command, ImportArguments &arguments)
{
    addReadingOptions(command, arguments);
    CLI::Option *token = addText(command, "--token", arguments.token, Words::tr("All rows belong to this token"));
    CLI::Option *column =
        addText(command, "--token-column", arguments.tokenColumn, Words::tr("The column that names the token"));
    column->excludes(token);
    CLI::Option *customer =
        addText(command, "--customer", arguments.customer, Words::tr("The customer of tokens made by --create-tokens"));
    command
        .add_flag("--create-tokens", arguments.createTokens,
            Words::tr("Make a token for each name that is not known").toStdString())
        ->needs(customer)
        ->excludes(token);
    addText(command, "--timezone", arguments.timezone, Words::tr("Zone of times that state none"));
    addText(command, "--time-origin", arguments.timeOrigin, Words::tr("Time 0 of a file with relative times"));
    addText(command, "--source", arguments.source, Words::tr("Who reported rows that do not say so (default: import)"));
    addText(command, "--errors", arguments.errors, Words::tr("Write rejected rows with line, field and reason here"))
        ->type_name("FILE");
    command.add_flag("--dry-run", arguments.dryRun,
        Words::tr("Say how files are read and count everything, write nothing").toStdString());
}

Result<ImportOptions> optionsOf(Services &services, const ImportArguments &arguments)
{
    ImportOptions options;
    options.tokenColumn = arguments.tokenColumn;
    options.createTokens = arguments.createTokens;
    options.dryRun = arguments.dryRun;
    if (!arguments.source.empty())
        options.source = arguments.source;
    const Result<Zone> zone = zoneFor(services, arguments.timezone);
    if (!zone)
        return std::unexpected(zone.error());
    options.zone = *zone;
    if (!arguments.token.empty()) {
        const Result<Token> token = services.tokens.find(arguments.token);
        if (!token)
            return std::unexpected(token.error());
        options.token = token->id;
    }
    if (!arguments.customer.empty()) {
        const Result<Customer> customer = services.customers.find(arguments.customer);
        if (!customer)
            return std::unexpected(customer.error());
        options.customer = customer->id;
    }
    return options;
}

Result<ImportChoices> choicesOf(const ImportArguments &arguments, const Zone &zone)
{
    Result<ReadingChoices> reading = readingOf(arguments);
    if (!reading)
        return std::unexpected(reading.error());
    ImportChoices choices{*reading, arguments.mappings, {}};
    if (arguments.timeOrigin) {
        const Result<Instant> origin = fromOption(parseDateOrTime(*arguments.timeOrigin, zone), "--time-origin");
        if (!origin)
            return std::unexpected(origin.error());
        choices.timeOrigin = *origin;
    }
    return choices;
}

} // namespace toll
