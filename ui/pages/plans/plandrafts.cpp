// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/plandrafts.h"

#include "core/services/workspace.h"

#include <QPointer>

namespace toll {

PlanDrafts &PlanDrafts::of(Workspace &workspace)
{
    auto *drafts = workspace.findChild<PlanDrafts *>(QString(), Qt::FindDirectChildrenOnly);
    return drafts ? *drafts : *new PlanDrafts(&workspace);
}

QString PlanDrafts::keyOf(const std::string &planName)
{
    return QStringLiteral("plan:") + QString::fromStdString(planName);
}

QString PlanDrafts::newKey() const
{
    int number = 1;
    while (has(QStringLiteral("new:%1").arg(number)))
        ++number;
    return QStringLiteral("new:%1").arg(number);
}

void PlanDrafts::change(Undo &undo, QString key, const QByteArray &document, const QString &text)
{
    const QByteArray before = m_documents.value(key);
    if (before == document)
        return;
    set(key, document);
    const auto stepTo = [guard = QPointer(this), key](const QByteArray &state) {
        return [guard, key, state] {
            if (guard)
                guard->set(key, state);
        };
    };
    undo.push(text, stepTo(before), stepTo(document));
}

void PlanDrafts::set(const QString &key, const QByteArray &document)
{
    if (document.isEmpty())
        m_documents.remove(key);
    else
        m_documents.insert(key, document);
    emit changed(key);
}

} // namespace toll
