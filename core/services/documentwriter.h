// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/document.h"

#include <QStringList>

namespace toll {

/// Writes the blocks of a document one after the other, from texts in the program's language.
class DocumentWriter {
public:
    explicit DocumentWriter(Document &document) : m_document(document) { }

    void chapter(const QString &text) { add(DocumentHeading{text.toStdString(), 1}); }
    void heading(const QString &text) { add(DocumentHeading{text.toStdString(), 2}); }
    void text(const QString &text) { add(DocumentParagraph{text.toStdString(), false}); }
    void note(const QString &text) { add(DocumentParagraph{text.toStdString(), true}); }
    void add(DocumentBlock block) { m_document.blocks.push_back(std::move(block)); }

    void beginFacts() { m_facts.rows.clear(); }
    void fact(const QString &name, const QString &text)
    {
        m_facts.rows.emplace_back(name.toStdString(), text.toStdString());
    }
    void endFacts() { add(std::exchange(m_facts, {})); }

    void beginTable(const QStringList &words, const QStringList &numbers)
    {
        m_table = {};
        addColumns(words, false);
        addColumns(numbers, true);
    }
    /// More columns, behind those there are.
    void addColumns(const QStringList &titles, bool areNumbers)
    {
        for (const QString &title : titles)
            m_table.columns.push_back({title.toStdString(), areNumbers});
    }
    void row(const QStringList &cells)
    {
        std::vector<std::string> &row = m_table.rows.emplace_back();
        for (const QString &cell : cells)
            row.push_back(cell.toStdString());
    }
    [[nodiscard]] std::size_t rows() const { return m_table.rows.size(); }
    void endTable(bool hasTotal = false)
    {
        m_table.hasTotal = hasTotal;
        add(std::exchange(m_table, {}));
    }

private:
    Document &m_document;
    DocumentFacts m_facts;
    DocumentTable m_table;
};

} // namespace toll
