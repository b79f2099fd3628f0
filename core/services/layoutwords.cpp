// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/layoutwords.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

QString delimiterText(char delimiter)
{
    switch (delimiter) {
    case ',':
        return Words::tr("CSV with commas");
    case ';':
        return Words::tr("CSV with semicolons");
    case '\t':
        return Words::tr("CSV with tabs");
    case '|':
        return Words::tr("CSV with bars");
    default:
        return Words::tr("CSV with %1 between cells").arg(markLabel(delimiter));
    }
}

QString formatText(const Layout &layout)
{
    switch (layout.format) {
    case FileFormat::JsonLines:
        return Words::tr("JSON Lines");
    case FileFormat::Json:
        return Words::tr("JSON");
    case FileFormat::CloudEvents:
        return Words::tr("CloudEvents 1.0");
    case FileFormat::CombinedLog:
        return Words::tr("Access log");
    case FileFormat::Csv:
        break;
    }
    const QString kind = delimiterText(layout.dialect.delimiter);
    return layout.hasHeader ? Words::tr("%1 and a header").arg(kind) : Words::tr("%1, no header").arg(kind);
}

/// What of a CSV file is not as usual.
QStringList dialectFacts(const Layout &layout)
{
    const CsvDialect &dialect = layout.dialect;
    QStringList facts;
    if (dialect.quote != '"')
        facts << Words::tr("quotes: %1").arg(markLabel(dialect.quote));
    if (dialect.escape != '\0')
        facts << Words::tr("%1 escapes").arg(markLabel(dialect.escape));
    if (dialect.comment != '\0')
        facts << Words::tr("%1 begins a comment").arg(markLabel(dialect.comment));
    if (dialect.skippedLines > 0)
        facts << Words::tr("%n line(s) before it skipped", nullptr, static_cast<int>(dialect.skippedLines));
    return facts;
}

} // namespace

QString markLabel(char mark)
{
    switch (mark) {
    case '\0':
        return Words::tr("none");
    case ',':
        return Words::tr("comma");
    case ';':
        return Words::tr("semicolon");
    case '\t':
        return Words::tr("tab");
    case '|':
        return Words::tr("bar");
    case ' ':
        return Words::tr("space");
    case '.':
        return Words::tr("point");
    default:
        return static_cast<unsigned char>(mark) < 0x20
            ? QStringLiteral("0x%1").arg(static_cast<int>(mark), 2, 16, QChar(u'0'))
            : QString(QChar::fromLatin1(mark));
    }
}

QString label(Encoding encoding)
{
    return QString::fromStdString(encodingText(encoding));
}

QString label(TimeFormat format)
{
    switch (format) {
    case TimeFormat::Rfc3339:
        return Words::tr("date and time with its offset");
    case TimeFormat::Local:
        return Words::tr("local date and time");
    case TimeFormat::DayMonthYear:
        return Words::tr("day.month.year");
    case TimeFormat::MonthDayYear:
        return Words::tr("month/day/year");
    case TimeFormat::UnixSeconds:
        return Words::tr("seconds since 1970");
    case TimeFormat::UnixMilliseconds:
        return Words::tr("milliseconds since 1970");
    case TimeFormat::UnixMicroseconds:
        return Words::tr("microseconds since 1970");
    case TimeFormat::UnixNanoseconds:
        return Words::tr("nanoseconds since 1970");
    case TimeFormat::RelativeSeconds:
        return Words::tr("seconds since a start");
    case TimeFormat::RelativeMilliseconds:
        return Words::tr("milliseconds since a start");
    case TimeFormat::ExcelSerial:
        return Words::tr("days of a spreadsheet");
    case TimeFormat::IsoWeek:
        return Words::tr("weeks of ISO 8601");
    case TimeFormat::Rfc2822:
        return Words::tr("date and time of mail");
    case TimeFormat::CommonLog:
        break;
    }
    return Words::tr("access log time");
}

QStringList readingFacts(const Layout &layout)
{
    QStringList facts{formatText(layout)};
    facts << label(layout.encoding);
    if (layout.format != FileFormat::CombinedLog)
        facts << Words::tr("%n column(s)", nullptr, static_cast<int>(layout.columns.size()));
    if (layout.format == FileFormat::Csv)
        facts << dialectFacts(layout);
    if (!layout.numbers.isPlain())
        facts << Words::tr("numbers as %1").arg(QString::fromStdString(example(layout.numbers)));
    if (const auto time = layout.fields.find("time"); time != layout.fields.end())
        facts << (layout.undecidedDates.contains(time->second)
                ? Words::tr("dates whose day and month cannot be told apart")
                : Words::tr("times as %1").arg(label(layout.timeFormat)));
    return facts;
}

} // namespace toll
