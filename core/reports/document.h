// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A report as it is read from top to bottom, whatever it is printed with. All texts are ready to be read; values are
// exact, and only where a mark stands on a chart is decided by whoever draws it.
#pragma once

#include "core/base/json.h"
#include "core/money/decimal.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace toll {

struct DocumentHeading {
    std::string text;
    int level = 1; ///< 1: of a chapter, 2: of what stands in it

    bool operator==(const DocumentHeading &) const = default;
};

struct DocumentParagraph {
    std::string text;
    bool isNote = false; ///< smaller, for what is only to be looked up

    bool operator==(const DocumentParagraph &) const = default;
};

/// What is called how, one below the other.
struct DocumentFacts {
    std::vector<std::pair<std::string, std::string>> rows;

    bool operator==(const DocumentFacts &) const = default;
};

struct DocumentTable {
    struct Column {
        std::string title;
        bool isNumber = false; ///< right-aligned, never wrapped

        bool operator==(const Column &) const = default;
    };
    std::vector<Column> columns;
    std::vector<std::vector<std::string>> rows; ///< a cell a column
    bool hasTotal = false; ///< the last row is the sum of the others

    bool operator==(const DocumentTable &) const = default;
};

/// A value on a chart, and how it is written.
struct DocumentValue {
    std::string name; ///< of the bar or the day; may be empty
    Decimal value;
    std::string text;

    bool operator==(const DocumentValue &) const = default;
};

/// From one total to another: bars that begin where the one before ended.
struct DocumentWaterfall {
    std::string title;
    DocumentValue start;
    std::vector<DocumentValue> steps; ///< differences
    DocumentValue end;

    bool operator==(const DocumentWaterfall &) const = default;
};

/// What moves a total most: two ends a bar, around a middle.
struct DocumentTornado {
    struct Bar {
        std::string name;
        DocumentValue low; ///< of the parameter's lower value; its name is that value
        DocumentValue high;

        bool operator==(const Bar &) const = default;
    };
    std::string title;
    DocumentValue middle;
    std::vector<Bar> bars;

    bool operator==(const DocumentTornado &) const = default;
};

/// Bands that widen over time, with their middle line.
struct DocumentFan {
    struct Band {
        std::string name;
        std::vector<Decimal> low; ///< one a place
        std::vector<Decimal> high;

        bool operator==(const Band &) const = default;
    };
    std::string title;
    std::string unit; ///< of the axis: "USD"
    std::vector<std::string> places; ///< names of the days
    std::string middleName;
    std::vector<Decimal> middle;
    std::vector<Band> bands; ///< the narrowest first
    std::optional<DocumentValue> line; ///< a level to compare with: the budget

    bool operator==(const DocumentFan &) const = default;
};

/// What it is printed on.
enum class Paper { A4, Letter };

using DocumentBlock = std::variant<DocumentHeading, DocumentParagraph, DocumentFacts, DocumentTable, DocumentWaterfall,
    DocumentTornado, DocumentFan>;

struct Document {
    std::string title;
    std::string subtitle; ///< may be empty
    std::string footer; ///< at the bottom of every page, beside its number
    std::string language; ///< of the texts: "en", "zh_CN"
    Paper paper = Paper::A4;
    std::string made; ///< RFC 3339, UTC
    std::vector<DocumentBlock> blocks;

    bool operator==(const Document &) const = default;
};

[[nodiscard]] std::string_view name(Paper paper); ///< "A4", "Letter"
/// In any case of letters; Syntax where it is neither.
[[nodiscard]] Result<Paper> parsePaper(std::string_view text);

/// For programs: a member for each of the above, each block with its "kind".
[[nodiscard]] Json toJson(const Document &document);
/// What toJson() wrote. Syntax and Missing errors name the member by its JSON pointer.
[[nodiscard]] Result<Document> parseDocument(const Json &json);

} // namespace toll
