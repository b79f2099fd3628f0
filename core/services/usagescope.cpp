// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagescope.h"

#include "core/calendar/hourofweek.h"

#include <algorithm>
#include <set>

namespace toll {

Result<UsageScope> UsageScope::load(Stores &stores, const Zone &zone)
{
    const Result<std::vector<TokenStore::Named>> tokens = stores.tokens.names();
    const auto tags = stores.tokens.tags();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!tokens || !customers)
        return std::unexpected(!tokens ? tokens.error() : customers.error());
    if (!tags)
        return std::unexpected(tags.error());
    UsageScope scope(stores, zone);
    for (const Customer &customer : *customers)
        scope.m_customers[customer.id] = customer.name;
    std::unordered_map<TokenId, std::vector<std::string>> tagsOf;
    for (const auto &[token, tag] : *tags)
        tagsOf[token].push_back(tag);
    scope.m_tagSets.emplace_back();
    static const std::string none;
    scope.m_owners.push_back({{}, {}, &none, {}, 0});
    scope.m_numbers.reserve(tokens->size());
    std::map<std::vector<std::string>, std::int64_t> tagSets{{{}, 0}};
    for (const TokenStore::Named &token : *tokens) {
        std::int64_t tagSet = 0;
        if (const auto own = tagsOf.find(token.id); own != tagsOf.end()) {
            std::vector<std::string> &sorted = own->second;
            std::ranges::sort(sorted);
            sorted.erase(std::ranges::unique(sorted).begin(), sorted.end());
            const auto [set, isNew] = tagSets.try_emplace(sorted, static_cast<std::int64_t>(scope.m_tagSets.size()));
            if (isNew)
                scope.m_tagSets.push_back(sorted);
            tagSet = set->second;
        }
        scope.m_numbers[token.id] = static_cast<std::uint32_t>(scope.m_owners.size());
        scope.m_owners.push_back({token.id, token.name, &scope.m_customers[token.customer], token.customer, tagSet});
    }
    scope.m_plans.resize(scope.m_owners.size());
    return scope;
}

std::uint32_t UsageScope::numberOf(const TokenId &token) const
{
    const auto found = m_numbers.find(token);
    return found == m_numbers.end() ? 0 : found->second;
}

Result<void> UsageScope::loadPlans()
{
    for (std::uint32_t token = 0; token < m_owners.size(); ++token)
        if (const auto plans = plansOf(token); !plans)
            return std::unexpected(plans.error());
    return {};
}

void UsageScope::noToken(const std::string &customer, const PlanName &plan)
{
    m_nobody = customer;
    m_owners.front().customer = &m_nobody;
    m_plans.front() = {{earliestInstant, plan}};
}

/// All of them are read with the first one.
Result<const Token *> UsageScope::wholeToken(const TokenId &id)
{
    if (m_tokens.empty()) {
        Result<std::vector<Token>> tokens = m_stores.tokens.list();
        if (!tokens)
            return std::unexpected(tokens.error());
        for (Token &token : *tokens)
            m_tokens.emplace(token.id, std::move(token));
    }
    const auto found = m_tokens.find(id);
    return found == m_tokens.end() ? fail(ErrorCode::NotFound, "token", id.text) : Result<const Token *>(&found->second);
}

Result<const std::vector<UsageScope::DatedName> *> UsageScope::plansOf(std::uint32_t token)
{
    std::vector<DatedName> &plans = m_plans[token];
    if (!plans.empty())
        return &plans;
    if (token == 0) {
        plans.push_back({});
        return &plans;
    }
    const Result<const Token *> whole = wholeToken(m_owners[token].id);
    if (!whole)
        return std::unexpected(whole.error());
    const Result<std::vector<DatedPlan>> history = m_lookup.historyFor(**whole);
    if (!history)
        return std::unexpected(history.error());
    for (const DatedPlan &dated : *history) {
        const std::string &name = dated.plan.name;
        const bool isBuiltIn = name == basicPlan().name;
        plans.push_back({dated.from, {name, isBuiltIn ? name : name + '@' + std::to_string(dated.plan.version)}});
    }
    if (plans.empty())
        plans.push_back({});
    return &plans;
}

Result<const UsageScope::PlanName *> UsageScope::planAt(std::uint32_t token, Instant time)
{
    const Result<const std::vector<DatedName> *> plans = plansOf(token);
    if (!plans)
        return std::unexpected(plans.error());
    auto plan = std::ranges::upper_bound(**plans, time, {}, &DatedName::from);
    if (plan != (*plans)->begin())
        --plan;
    return &plan->plan;
}

Result<bool> UsageScope::plansCutQuarters(Interval span)
{
    for (std::uint32_t token = 1; token < m_owners.size(); ++token) {
        const Result<const std::vector<DatedName> *> plans = plansOf(token);
        if (!plans)
            return std::unexpected(plans.error());
        for (const DatedName &plan : **plans)
            if (span.contains(plan.from) && floorTo(plan.from, msPerQuarter) != plan.from)
                return true;
    }
    return false;
}

Result<FilterSubject> UsageScope::subjectOf(std::uint32_t token, Instant time, bool withPlan)
{
    const Owner &owner = m_owners[token];
    FilterSubject subject;
    subject.customer = *owner.customer;
    subject.token = owner.name;
    subject.tokenId = owner.id.text;
    subject.tags = m_tagSets[static_cast<std::size_t>(owner.tags)];
    subject.time = time;
    subject.hourOfWeek = hourOfWeek(time, m_zone);
    if (withPlan) {
        const Result<const PlanName *> plan = planAt(token, time);
        if (!plan)
            return std::unexpected(plan.error());
        subject.plan = (*plan)->name;
        subject.planVersion = (*plan)->version;
    }
    return subject;
}

UsageScope::Candidates UsageScope::candidates(const std::vector<TokenId> &tokens, const EventFilter &where)
{
    EventFilter ofTokens;
    for (const FilterTerm &term : where.terms)
        if (term.key == FilterKey::Token || term.key == FilterKey::Customer || term.key == FilterKey::Tag)
            ofTokens.terms.push_back(term);
    Candidates found;
    found.isAll = tokens.empty() && ofTokens.isEmpty();
    const std::set<TokenId> wanted(tokens.begin(), tokens.end());
    std::set<CustomerId> customers;
    for (std::uint32_t number = 1; number < m_owners.size(); ++number) {
        const Owner &owner = m_owners[number];
        if (!wanted.empty() && !wanted.contains(owner.id))
            continue;
        if (!ofTokens.isEmpty()) {
            const Result<FilterSubject> subject = subjectOf(number, {}, false);
            if (!subject || !fits(ofTokens, *subject))
                continue;
        }
        found.asked.push_back(owner.id);
        customers.insert(owner.customerId);
    }
    for (const auto &[id, name] : m_customers) {
        FilterSubject subject;
        subject.customer = name;
        const bool hasTokens = std::ranges::find(m_owners, id, &Owner::customerId) != m_owners.end();
        if (!hasTokens && tokens.empty() && fits(ofTokens, subject))
            customers.insert(id);
    }
    found.customers.assign(customers.begin(), customers.end());
    return found;
}

void describeCell(FilterSubject &subject, std::int16_t status, const std::string &model, const std::string &source,
    const UsageTable::Dimensions &dimensions)
{
    subject.status = status;
    subject.model = model;
    subject.source = source;
    subject.dimensions = dimensions;
}

void describeEvent(FilterSubject &subject, const UsageEvent &event)
{
    describeCell(subject, event.status, event.model, event.source, event.dimensions);
    subject.endpoint = event.endpoint;
    subject.id = event.id;
    subject.count = event.count;
    subject.responseMs = event.responseMs;
    subject.units = event.units;
}

bool asksForPlans(const EventFilter &where)
{
    return std::ranges::any_of(where.terms, [](const FilterTerm &term) {
        return term.key == FilterKey::Plan || term.key == FilterKey::PlanVersion;
    });
}

} // namespace toll
