// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plandiff.h"

#include "core/base/jsonpointer.h"

#include <algorithm>

namespace toll {

namespace {

/// Compares two plan documents and keeps every difference on the way.
class Comparison {
public:
    std::vector<PlanChange> run(const Json &before, const Json &after)
    {
        compare(before, after, "");
        return std::move(m_changes);
    }

private:
    void compare(const Json &before, const Json &after, const std::string &at)
    {
        if (before == after)
            return;
        if (before.asObject() && after.asObject())
            compareObjects(before, after, at);
        else if (before.asArray() && after.asArray() && at == "/charges")
            compareCharges(*before.asArray(), *after.asArray());
        else if (before.asArray() && after.asArray())
            compareLists(*before.asArray(), *after.asArray(), at);
        else
            m_changes.push_back({at, PlanChange::Kind::Changed, before, after});
    }

    void compareObjects(const Json &before, const Json &after, const std::string &at)
    {
        for (const auto &[key, value] : *after.asObject()) {
            const std::string pointer = at + '/' + pointerKey(key);
            if (const Json *old = before.find(key))
                compare(*old, value, pointer);
            else
                add(pointer, value);
        }
        for (const auto &[key, value] : *before.asObject())
            if (!after.find(key))
                remove(at + '/' + pointerKey(key), value);
    }

    void compareLists(const Json::Array &before, const Json::Array &after, const std::string &at)
    {
        for (std::size_t i = 0; i < after.size(); ++i) {
            const std::string pointer = at + '/' + std::to_string(i);
            if (i < before.size())
                compare(before[i], after[i], pointer);
            else
                add(pointer, after[i]);
        }
        for (std::size_t i = after.size(); i < before.size(); ++i)
            remove(at + '/' + std::to_string(i), before[i]);
    }

    void compareCharges(const Json::Array &before, const Json::Array &after)
    {
        const auto idOf = [](const Json &charge) { return *charge.find("id")->asString(); };
        const auto placeOf = [&](const Json::Array &list, const Json &charge) {
            return std::ranges::find(list, idOf(charge), idOf);
        };
        for (std::size_t i = 0; i < after.size(); ++i) {
            const std::string pointer = "/charges/" + std::to_string(i);
            if (const auto old = placeOf(before, after[i]); old != before.end())
                compare(*old, after[i], pointer);
            else
                add(pointer, after[i]);
        }
        for (std::size_t i = 0; i < before.size(); ++i)
            if (placeOf(after, before[i]) == after.end())
                remove("/charges/" + std::to_string(i), before[i]);
        compareOrder(idsIn(before, after), idsIn(after, before));
    }

    /// Of charges with the same group the first takes the event, so their order is part of the price.
    void compareOrder(const Json::Array &before, const Json::Array &after)
    {
        if (before != after)
            m_changes.push_back({"/charges", PlanChange::Kind::Changed, before, after});
    }

    /// The ids of the charges of one list that the other has too.
    static Json::Array idsIn(const Json::Array &list, const Json::Array &other)
    {
        Json::Array ids;
        for (const Json &charge : list)
            if (std::ranges::any_of(other, [&](const Json &one) { return *one.find("id") == *charge.find("id"); }))
                ids.push_back(*charge.find("id"));
        return ids;
    }

    void add(const std::string &pointer, const Json &value)
    {
        m_changes.push_back({pointer, PlanChange::Kind::Added, {}, value});
    }
    void remove(const std::string &pointer, const Json &value)
    {
        m_changes.push_back({pointer, PlanChange::Kind::Removed, value, {}});
    }

    std::vector<PlanChange> m_changes;
};

} // namespace

std::string_view name(PlanChange::Kind kind)
{
    switch (kind) {
    case PlanChange::Kind::Added:
        return "added";
    case PlanChange::Kind::Removed:
        return "removed";
    case PlanChange::Kind::Changed:
        break;
    }
    return "changed";
}

std::vector<PlanChange> diff(const Plan &before, const Plan &after)
{
    return Comparison().run(toJson(before), toJson(after));
}

} // namespace toll
