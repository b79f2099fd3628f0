// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/routes.h"

#include <QFile>

using namespace toll;

void addDescriptionRoutes(http::Router &router)
{
    QFile file(QStringLiteral(":/openapi/tollkeeperd.yaml"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    router.fast(http::Method::Get, "/v1/openapi.yaml",
        [text = file.readAll().toStdString()](const http::Request &, http::Response &response) {
            response.content(200, "application/yaml", text);
        });
}
