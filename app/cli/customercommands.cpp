// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accessarguments.h"
#include "app/cli/command.h"
#include "app/cli/rows.h"

namespace toll {

namespace {

struct AddOptions {
    std::string name;
    std::optional<std::string> currency;
    std::optional<std::string> timezone;
    std::string contact;
};

struct ListOptions {
    bool withArchived = false;
};

struct OneOptions {
    std::string customer;
    bool undo = false;
};

struct SetOptions {
    std::string customer;
    CustomerEdit edit;
    PoolArguments pool;
};

Finished show(Session &session, const Result<Customer> &customer)
{
    if (!customer)
        return failed(customer);
    session.out.object(toJson(*customer), customerColumns());
    return {};
}

Finished add(Session &session, const AddOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<WorkspaceInfo> info = (*services)->settings.info();
    if (!info)
        return failed(info);
    NewCustomer customer;
    customer.name = options.name;
    customer.currency = options.currency.value_or(info->currency);
    customer.timezone = options.timezone.value_or(info->timezone);
    customer.contact = options.contact;
    return show(session, (*services)->customers.add(customer));
}

Finished list(Session &session, const ListOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<Customer>> customers = (*services)->customers.list(options.withArchived);
    if (!customers)
        return failed(customers);
    Json::Array rows;
    for (const Customer &customer : *customers)
        rows.push_back(toJson(customer));
    session.out.rows(rows, customerColumns());
    return {};
}

Finished showOne(Session &session, const OneOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    return show(session, (*services)->customers.find(options.customer));
}

/// Finds the customer and hands its id to `change`.
template<typename Change>
Finished change(Session &session, const std::string &idOrName, Change change)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<Customer> customer = (*services)->customers.find(idOrName);
    if (!customer)
        return failed(customer);
    return show(session, change((*services)->customers, customer->id));
}

Finished set(Session &session, const SetOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<Customer> customer = (*services)->customers.find(options.customer);
    if (!customer)
        return failed(customer);
    CustomerEdit edit = options.edit;
    if (!options.pool.areEmpty()) {
        edit.pool = customer->pool;
        const Finished shared = options.pool.apply(*edit.pool);
        if (!shared)
            return shared;
    }
    return show(session, (*services)->customers.edit(customer->id, edit));
}

Finished archive(Session &session, const OneOptions &options)
{
    return change(session, options.customer,
        [&](CustomerService &customers, const CustomerId &id) { return customers.setArchived(id, !options.undo); });
}

Finished erase(Session &session, const OneOptions &options)
{
    return change(session, options.customer,
        [](CustomerService &customers, const CustomerId &id) { return customers.erase(id); });
}

void addCustomer(CLI::App &command, std::string &customer)
{
    addText(command, "customer", customer, Words::tr("The customer: name or id"))->required();
}

} // namespace

void addCustomerCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "customer", Words::tr("Who is billed"));

    auto [addApp, adding] = addCommand(group, session, "add", Words::tr("Add a customer"), &add);
    addText(addApp, "name", adding.name, Words::tr("A name no other customer has"))->required();
    addText(addApp, "--currency", adding.currency, Words::tr("ISO 4217 code, such as CNY (default: the workspace's)"));
    addText(addApp, "--timezone", adding.timezone,
        Words::tr("Time zone, such as Asia/Shanghai (default: the workspace's)"));
    addText(addApp, "--contact", adding.contact, Words::tr("A mail address or a person"));

    auto [listApp, listing] = addCommand(group, session, "list", Words::tr("List the customers"), &list);
    listApp.add_flag("--all", listing.withArchived, Words::tr("Archived ones too").toStdString());

    auto [showApp, showing] = addCommand(group, session, "show", Words::tr("Show one customer"), &showOne);
    addCustomer(showApp, showing.customer);

    auto [setApp, setting] = addCommand(group, session, "set", Words::tr("Change a customer"), &set);
    addCustomer(setApp, setting.customer);
    addText(setApp, "--name", setting.edit.name, Words::tr("The new name"));
    addText(setApp, "--currency", setting.edit.currency, Words::tr("The new currency, while there is no usage"));
    addText(setApp, "--timezone", setting.edit.timezone, Words::tr("The new time zone, while there is no usage"));
    addText(setApp, "--contact", setting.edit.contact, Words::tr("The new contact"));
    addPoolOptions(setApp, setting.pool);

    auto [archiveApp, archiving] =
        addCommand(group, session, "archive", Words::tr("Hide a customer from lists; everything is kept"), &archive);
    addCustomer(archiveApp, archiving.customer);
    archiveApp.add_flag("--undo", archiving.undo, Words::tr("Show it again").toStdString());

    auto [eraseApp, erasing] = addCommand(group, session, "erase",
        Words::tr("Remove name and contact for good and revoke the tokens; usage and bills stay"), &erase);
    addCustomer(eraseApp, erasing.customer);
}

} // namespace toll
