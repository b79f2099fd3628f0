// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenedit.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TokenEdit)
};

std::vector<std::string> tagsOf(const QString &text)
{
    static const QRegularExpression commas(QStringLiteral("[,，、]"));
    std::vector<std::string> tags;
    for (const QString &part : text.split(commas))
        if (const QString tag = part.trimmed(); !tag.isEmpty())
            tags.push_back(tag.toStdString());
    return tags;
}

} // namespace

QString tagsText(const Token &token)
{
    QStringList tags;
    for (const std::string &tag : token.tags)
        tags << QString::fromStdString(tag);
    return tags.join(QStringLiteral(", "));
}

QString editableText(const Token &token, const QString &field)
{
    if (field == u"tags")
        return tagsText(token);
    return QString::fromStdString(field == u"note" ? token.note : token.name);
}

TokenEdit editOf(const QString &field, const QString &text)
{
    TokenEdit edit;
    if (field == u"tags")
        edit.tags = tagsOf(text);
    else if (field == u"note")
        edit.note = text.toStdString();
    else if (field == u"name")
        edit.name = text.toStdString();
    return edit;
}

QString editStepText(const Token &token, const QString &field)
{
    const QString name = QString::fromStdString(token.name);
    if (field == u"tags")
        return Words::tr("Change the tags of “%1”").arg(name);
    if (field == u"note")
        return Words::tr("Change the note of “%1”").arg(name);
    return Words::tr("Rename “%1”").arg(name);
}

} // namespace toll
