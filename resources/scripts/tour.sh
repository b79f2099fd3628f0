# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
# Read by ./run: the main job without a display. Expects $root and $build.

step() {
    printf '\n== %s ==\n' "$*"
}

# The id of the first customer that the command "$@" lists.
firstCustomer() {
    local ids
    ids=$("$@" --json customer list | grep -o '"id": *"[^"]*"' | sed 's/.*"\(.*\)"$/\1/')
    echo "${ids%%$'\n'*}"
}

# tour [FOLDER]: a demo workspace, a bill, a what-if, a report and pictures of every page, in FOLDER.
tour() {
    local folder=${1-$root/build/tour} workspace month customer cli
    (($#)) || rm -rf -- "$folder"
    mkdir -p -- "$folder"
    folder=$(cd -- "$folder" >/dev/null && pwd)
    if [[ $(ls -A -- "$folder") ]]; then
        say "$folder is not empty: name a new folder for the tour."
        exit 2
    fi
    workspace=$folder/demo.toll
    month=$(date -d "$(date +%Y-%m-01) -1 day" +%Y-%m)
    cli=("$build/bin/tollkeeper-cli" --store "$workspace")

    echo "There is no display, so this is the tour without a window. Its files are in $folder"
    step "A demo workspace"
    "$build/bin/tollkeeper-cli" demo create "$workspace"
    customer=$(firstCustomer "${cli[@]}")
    step "A customer's bill for $month, and why it is what it is"
    "${cli[@]}" bill --customer "$customer" --period "$month" --explain
    step "What if the cap were 150 a day?"
    "${cli[@]}" simulate --set cap=150/day
    step "The report on every customer for $month"
    "${cli[@]}" report customers --period "$month" --csv "$folder/customers.csv"
    step "Every page"
    QT_QPA_PLATFORM=offscreen "$build/bin/tollkeeper" "$workspace" --screenshots "$folder/pages"
    step "Done"
    echo "Workspace: $workspace"
    echo "Report:    $folder/customers.csv"
    echo "Pages:     $folder/pages"
}
