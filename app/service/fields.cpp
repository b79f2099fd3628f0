// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/fields.h"

#include <algorithm>

using namespace toll;

namespace {

Error wrongType(std::string expected)
{
    return {ErrorCode::Syntax, {}, {}, std::move(expected), 0};
}

} // namespace

Fields::Fields(const Json &object, std::vector<Error> &faults, std::string pointer)
    : m_object(&object), m_faults(&faults), m_pointer(std::move(pointer))
{
    if (object.asObject() == nullptr)
        m_faults->push_back({ErrorCode::Syntax, m_pointer.empty() ? "/" : m_pointer, {}, "{…}", 0});
}

std::string Fields::pointerOf(std::string_view name) const
{
    std::string pointer = m_pointer + "/";
    for (const char c : name) { // RFC 6901 §3
        if (c == '~')
            pointer += "~0";
        else if (c == '/')
            pointer += "~1";
        else
            pointer += c;
    }
    return pointer;
}

void Fields::note(std::string_view name, Error error)
{
    error.where = pointerOf(name);
    m_faults->push_back(std::move(error));
}

const Json *Fields::find(std::string_view name)
{
    m_known.emplace_back(name);
    return m_object->find(name);
}

std::optional<std::string> Fields::text(std::string_view name)
{
    const Json *value = find(name);
    if (value == nullptr || value->isNull())
        return {};
    if (const std::string *text = value->asString())
        return *text;
    note(name, wrongType("\"…\""));
    return {};
}

std::string Fields::requiredText(std::string_view name)
{
    const std::size_t before = m_faults->size();
    const std::string value = text(name).value_or(std::string());
    if (value.empty() && m_faults->size() == before)
        note(name, {ErrorCode::Missing, {}, {}, {}, 0});
    return value;
}

std::optional<bool> Fields::flag(std::string_view name)
{
    const Json *value = find(name);
    if (value == nullptr || value->isNull())
        return {};
    if (const bool *flag = value->asBool())
        return *flag;
    note(name, wrongType("true, false"));
    return {};
}

std::optional<std::vector<std::string>> Fields::texts(std::string_view name)
{
    const Json *value = find(name);
    if (value == nullptr || value->isNull())
        return {};
    const Json::Array *list = value->asArray();
    std::vector<std::string> texts;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const std::string *text = (*list)[i].asString();
        if (text == nullptr) {
            list = nullptr;
            break;
        }
        texts.push_back(*text);
    }
    if (list != nullptr)
        return texts;
    note(name, wrongType("[\"…\", …]"));
    return {};
}

std::optional<Fields> Fields::below(std::string_view name)
{
    const Json *value = find(name);
    if (value == nullptr || value->isNull())
        return {};
    return Fields(*value, *m_faults, pointerOf(name));
}

void Fields::ignore(std::initializer_list<std::string_view> names)
{
    m_known.insert(m_known.end(), names.begin(), names.end());
}

void Fields::finish()
{
    const Json::Object *object = m_object->asObject();
    if (object == nullptr)
        return;
    std::string known;
    for (const std::string &name : m_known)
        known += (known.empty() ? "" : ", ") + name;
    for (const auto &[name, value] : *object)
        if (std::ranges::find(m_known, name) == m_known.end())
            note(name, {ErrorCode::UnknownKey, {}, name, known, 0});
}
