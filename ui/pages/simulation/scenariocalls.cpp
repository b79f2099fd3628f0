// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/scenariocalls.h"

#include "core/services/wording.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Scenarios)
};

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

/// Runs one step of the undo stack, or tells that it did not succeed.
template<typename Job>
std::function<void()> step(PageContext &context, Job job)
{
    return [&context, job] {
        context.workspace.ask(&context.undo, job, [&context](const auto &done) {
            if (done)
                return;
            context.notifyError(sentence(done.error()));
            context.undo.failed();
        });
    };
}

auto removing(const std::string &name)
{
    return [name](Services &services) { return services.scenarios.remove(name); };
}

template<typename T>
bool isTold(PageContext &context, const Result<T> &result)
{
    if (!result)
        context.notifyError(sentence(result.error()));
    return result.has_value();
}

} // namespace

void saveScenario(PageContext &context, const ScenarioSet &set, const std::function<void(const ScenarioEntry &)> &done)
{
    context.workspace.ask(
        &context.undo, [set](Services &services) { return services.scenarios.save(set); },
        [&context, done](const Result<ScenarioEntry> &entry) {
            if (!isTold(context, entry))
                return;
            context.notify(entry->version == 1 ? Words::tr("“%1” is saved.").arg(textOf(entry->set.name))
                                               : Words::tr("“%1” is saved as version %2.")
                                                     .arg(textOf(entry->set.name), QString::number(entry->version)));
            done(*entry);
        });
}

void duplicateScenario(PageContext &context, const std::string &name, const std::string &newName,
    const std::function<void(const ScenarioEntry &)> &done)
{
    const auto copy = [name, newName](Services &services) { return services.scenarios.duplicate(name, newName); };
    context.workspace.ask(&context.undo, copy, [&context, copy, done, newName](const Result<ScenarioEntry> &entry) {
        if (!isTold(context, entry))
            return;
        context.undo.push(
            Words::tr("Duplicate “%1”").arg(textOf(newName)), step(context, removing(newName)), step(context, copy));
        done(*entry);
    });
}

void renameScenario(PageContext &context, const std::string &name, const std::string &newName)
{
    const auto renaming = [](const std::string &from, const std::string &to) {
        return [from, to](Services &services) { return services.scenarios.rename(from, to); };
    };
    context.workspace.ask(
        &context.undo, renaming(name, newName), [&context, renaming, name, newName](const Result<void> &done) {
            if (isTold(context, done))
                context.undo.push(Words::tr("Rename “%1”").arg(textOf(name)), step(context, renaming(newName, name)),
                    step(context, renaming(name, newName)));
        });
}

void removeScenario(PageContext &context, const std::string &name)
{
    context.workspace.ask(&context.undo, removing(name), [&context, name](const auto &removed) {
        if (!isTold(context, removed))
            return;
        const auto restore = [kept = *removed](Services &services) { return services.scenarios.restore(kept); };
        context.undo.push(
            Words::tr("Delete “%1”").arg(textOf(name)), step(context, restore), step(context, removing(name)));
    });
}

} // namespace toll
