// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/conflictcolumns.h"

#include "core/base/json.h"
#include "ui/pages/usage/importtext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Conflicts)
};

/// A value of a body as people read it; a dash where the body lacks it.
QString valueText(const std::string &field, const std::string &json, const BodyWords &words)
{
    const Result<Json> value = json.empty() ? fail(ErrorCode::Missing) : parseJson(json);
    if (!value)
        return QStringLiteral("–");
    const std::string *text = value->asString();
    if (!text) {
        const Result<std::int64_t> number = value->toInt64();
        const bool isPlain = field == "status" || !number; // a code, not a quantity
        return isPlain ? QString::fromStdString(json) : integerText(*number);
    }
    if (field == "token")
        if (const auto name = words.tokens.find(*text); name != words.tokens.end())
            return QString::fromStdString(name->second);
    if (field == "time")
        if (const Result<Instant> time = parseRfc3339(*text))
            return exactTimeText(*time, words.zone);
    return QString::fromStdString(*text);
}

const BodyField *fieldOf(const ConflictEntry &entry, std::string_view name)
{
    const auto found = std::ranges::find(entry.fields, name, &BodyField::field);
    return found == entry.fields.end() ? nullptr : &*found;
}

Column<ConflictEntry> firstValue(const char *id, const QString &title, const BodyWords &words)
{
    Column<ConflictEntry> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [id = std::string(id), words](const ConflictEntry &entry) {
        const BodyField *field = fieldOf(entry, id);
        return field ? valueText(id, field->first, words) : QString();
    };
    return column;
}

Status statusOf(const ConflictEntry &entry)
{
    if (entry.isWaiting())
        return {Shape::Triangle, Tone::Warning, Words::tr("Waiting; the first counts")};
    if (!entry.row.stands)
        return {Shape::Ring, Tone::Muted, Words::tr("Another one counts")};
    return *entry.row.stands == Keep::First ? Status{Shape::Dot, Tone::Ok, Words::tr("The first counts")}
                                            : Status{Shape::Dot, Tone::Ok, Words::tr("The second counts")};
}

} // namespace

std::vector<Column<ConflictEntry>> conflictColumns(const BodyWords &words)
{
    Column<ConflictEntry> state;
    state.id = QStringLiteral("state");
    state.title = Words::tr("State");
    state.text = [](const ConflictEntry &entry) { return statusOf(entry).word; };
    state.status = &statusOf;
    Column<ConflictEntry> differs;
    differs.id = QStringLiteral("differs");
    differs.title = Words::tr("They differ in");
    differs.text = [](const ConflictEntry &entry) {
        QStringList names;
        for (const BodyField &field : entry.fields)
            if (field.differs)
                names << fieldLabel(field.field);
        return names.join(Words::tr(", ", "between names of fields"));
    };
    Column<ConflictEntry> file;
    file.id = QStringLiteral("file");
    file.title = Words::tr("Second came with");
    file.text = [](const ConflictEntry &entry) { return QString::fromStdString(entry.row.file); };
    Column<ConflictEntry> found;
    found.id = QStringLiteral("found");
    found.title = Words::tr("Found");
    found.text = [zone = words.zone](const ConflictEntry &entry) { return dateTimeText(entry.row.foundAt, zone); };
    found.sortKey = [](const ConflictEntry &entry) { return SortKey(entry.row.foundAt.ms); };
    found.toolTip = [zone = words.zone](const ConflictEntry &entry) { return exactTimeText(entry.row.foundAt, zone); };
    found.copy = found.toolTip;
    Column<ConflictEntry> time = firstValue("time", Words::tr("Time of the request"), words);
    time.copy = time.text;
    time.text = [zone = words.zone](const ConflictEntry &entry) {
        const BodyField *field = fieldOf(entry, "time");
        const Result<Json> json = field ? parseJson(field->first) : fail(ErrorCode::Missing);
        const std::string *text = json ? json->asString() : nullptr;
        const Result<Instant> at = text ? parseRfc3339(*text) : fail(ErrorCode::Missing);
        return at ? dateTimeText(*at, zone) : QString();
    };
    return {state, firstValue("token", Words::tr("Token"), words), time, firstValue("id", Words::tr("Id"), words),
        differs, file, found};
}

QString keyOf(const ConflictEntry &entry)
{
    return QString::number(entry.row.number);
}

std::vector<Column<BodyField>> bodyColumns(const BodyWords &words, std::optional<Keep> stands)
{
    Column<BodyField> name;
    name.id = QStringLiteral("field");
    name.title = Words::tr("Field");
    name.text = [](const BodyField &field) { return fieldLabel(field.field); };
    name.status = [](const BodyField &field) {
        return field.differs ? Status{Shape::Triangle, Tone::Warning, fieldLabel(field.field)}
                             : Status{Shape::None, Tone::Normal, fieldLabel(field.field)};
    };
    name.toolTip = [](const BodyField &field) {
        return field.differs ? Words::tr("They differ here") : QString();
    };
    const auto body = [&](const char *id, const QString &title, std::string BodyField::*value) {
        Column<BodyField> column;
        column.id = QString::fromLatin1(id);
        column.title = title;
        column.text = [words, value](const BodyField &field) { return valueText(field.field, field.*value, words); };
        column.tone = [](const BodyField &field) { return field.differs ? Tone::Warning : Tone::Normal; };
        return column;
    };
    const QString first = stands == Keep::First ? Words::tr("First (counts now)") : Words::tr("First");
    const QString second = stands == Keep::Second ? Words::tr("Second (counts now)") : Words::tr("Second");
    return {name, body("first", first, &BodyField::first), body("second", second, &BodyField::second)};
}

QString keyOf(const BodyField &field)
{
    return QString::fromStdString(field.field);
}

} // namespace toll
