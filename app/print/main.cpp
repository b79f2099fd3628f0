// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints a document: JSON on stdin becomes a PDF on stdout. A program of its own, so that no other has to load fonts
// and graphics for it, and each prints alike, with a display or without.
#include "core/print/pdf.h"

#include <QFile>
#include <QGuiApplication>

#include <cstdio>

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    QFile in;
    QFile out;
    if (!in.open(stdin, QIODevice::ReadOnly) || !out.open(stdout, QIODevice::WriteOnly))
        return 1;
    const toll::Result<toll::Json> json = toll::parseJson(in.readAll().toStdString());
    const toll::Result<toll::Document> document =
        json ? toll::parseDocument(*json) : std::unexpected(json.error());
    if (!document) {
        std::fprintf(stderr, "%s\n", document.error().where.c_str());
        return toll::exitCode(document.error().code);
    }
    const QByteArray pdf = toll::pdfOf(*document);
    return out.write(pdf) == pdf.size() && out.flush() ? 0 : toll::exitCode(toll::ErrorCode::Io);
}
