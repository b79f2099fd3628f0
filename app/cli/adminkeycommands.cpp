// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

namespace toll {

namespace {

const Output::Columns columns{"id", "name", "prefix", "last_four", "scopes", "created", "revoked"};
const Output::Columns issuedColumns{"id", "name", "secret", "scopes"};

struct CreateOptions {
    std::string name;
    std::vector<std::string> scopes;
};

struct NoOptions { };

struct OneOptions {
    std::string key;
};

Finished create(Session &session, const CreateOptions &options)
{
    Scopes scopes;
    for (const std::string &text : options.scopes) {
        const Result<Scope> scope = fromOption(parseScope(text), "--scope");
        if (!scope)
            return failed(scope);
        scopes |= *scope;
    }
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<IssuedAdminKey> issued = (*services)->adminKeys.create(options.name, scopes);
    if (!issued)
        return failed(issued);
    Json json = adminKeyJson(issued->key);
    json.set("secret", issued->secret);
    session.out.object(json, issuedColumns);
    if (!session.out.isJson())
        session.out.note(Words::tr("A secret is shown this once and cannot be shown again. Keep it now."));
    return {};
}

Finished list(Session &session, const NoOptions &)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<AdminKey>> keys = (*services)->adminKeys.list();
    if (!keys)
        return failed(keys);
    Json::Array rows;
    for (const AdminKey &key : *keys)
        rows.push_back(adminKeyJson(key));
    session.out.rows(rows, columns);
    return {};
}

Finished revoke(Session &session, const OneOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<AdminKey> revoked = (*services)->adminKeys.revoke(options.key);
    if (!revoked)
        return failed(revoked);
    session.out.object(adminKeyJson(*revoked), columns);
    return {};
}

} // namespace

void addAdminKeyCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "admin-key", Words::tr("Keys that open the management side of tollkeeperd"));
    auto [createApp, creating] =
        addCommand(group, session, "create", Words::tr("Make a key; its secret is printed this once"), &create);
    addText(createApp, "--name", creating.name, Words::tr("Whose key it is, or what for"))->required();
    addTexts(createApp, "--scope", creating.scopes,
        Words::tr("What it may do: tokens:read, tokens:write, usage:read, usage:write, or admin for everything; may come "
                  "several times"))
        ->required();
    addCommand(group, session, "list", Words::tr("List the keys"), &list);
    auto [revokeApp, revoking] = addCommand(group, session, "revoke", Words::tr("Refuse the key for ever"), &revoke);
    addText(revokeApp, "key", revoking.key, Words::tr("The key's id"))->required();
}

} // namespace toll
