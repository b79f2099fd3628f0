// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/imports.h"
#include "tests/core/services/servicesfixture.h"

namespace toll {

/// Where the bad rows are, as "line field".
using Places = QStringList;

inline Places placesOf(const std::vector<Error> &faults)
{
    Places places;
    for (const Error &fault : faults)
        places << QString::number(fault.line) + u' ' + QString::fromStdString(fault.where);
    return places;
}

inline QByteArray manyRows(int count)
{
    QByteArray csv = "time,id,status,model\n";
    for (int i = 0; i < count; ++i)
        csv += "2026-01-0" + QByteArray::number(1 + i % 9) + "T00:00:00Z,r" + QByteArray::number(i) + ",200,m\n";
    return csv;
}

/// What every test of imports begins with: a workspace with the customer Acme and its token "gateway".
class ImportDesk {
protected:
    void open()
    {
        m_workspace = std::make_unique<ServicesFixture>();
        const auto acme = m_workspace->customers().add({"Acme", "USD", "UTC", ""});
        QVERIFY_RESULT(acme);
        m_acme = *acme;
        m_gateway = m_workspace->addToken(m_acme.id, "gateway");
        QVERIFY(!m_gateway.id.isEmpty());
    }

    [[nodiscard]] QString write(const QString &name, const QByteArray &content)
    {
        return m_workspace->writeFile(name, content);
    }

    [[nodiscard]] ImportOptions toGateway() const
    {
        ImportOptions options;
        options.token = m_gateway.id;
        return options;
    }

    /// Reads the file as its preview proposes, where the options bring no columns of their own.
    [[nodiscard]] Result<ImportReport> import(
        const QString &path, ImportOptions options = {}, const JobControl &job = JobControl())
    {
        ImportService imports = m_workspace->imports();
        if (options.layout.columns.empty()) {
            const auto preview = imports.preview(path.toStdString(), options.zone);
            if (!preview)
                return std::unexpected(preview.error());
            const auto origin = options.layout.timeOrigin;
            options.layout = preview->layout;
            options.layout.timeOrigin = origin;
        }
        return imports.run(path.toStdString(), options, job);
    }

    std::unique_ptr<ServicesFixture> m_workspace;
    Customer m_acme;
    Token m_gateway;
};

} // namespace toll
