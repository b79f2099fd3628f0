// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/undo.h"

#include <QMap>
#include <QObject>
#include <QString>

namespace toll {

class Workspace;

/// Plans being written, by the page's key for them: "plan:NAME" for the next version of a stored plan, "new:1" for one
/// that is not stored yet. They live as long as the workspace is open, so that undo steps outlast a page that is rebuilt.
class PlanDrafts : public QObject {
    Q_OBJECT

public:
    /// Those of this workspace, made when first asked for.
    [[nodiscard]] static PlanDrafts &of(Workspace &workspace);

    [[nodiscard]] static QString keyOf(const std::string &planName);
    [[nodiscard]] QString newKey() const;
    [[nodiscard]] bool has(const QString &key) const { return m_documents.contains(key); }
    [[nodiscard]] const QMap<QString, QByteArray> &all() const { return m_documents; }

    /// Puts a document there; an empty one takes it away. `text` completes "Undo …". The key is a copy: who hears of the
    /// change may change what it came from.
    void change(Undo &undo, QString key, const QByteArray &document, const QString &text);
    /// The same for good, as when a draft has become a version.
    void set(const QString &key, const QByteArray &document);

signals:
    void changed(const QString &key);

private:
    explicit PlanDrafts(QObject *parent) : QObject(parent) { }

    QMap<QString, QByteArray> m_documents;
};

} // namespace toll
