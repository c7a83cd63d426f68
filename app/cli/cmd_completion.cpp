// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/cli/cli.h"
#include "app/cli/tr.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace redoubt::cli {

namespace {

/// Words that may follow a command: its subcommands and long options, taken from the parser itself.
std::string wordsOf(const CLI::App &command)
{
    std::string words;
    for (const CLI::App *sub : command.get_subcommands([](const CLI::App *) { return true; }))
        words += sub->get_name() + " ";
    for (const CLI::Option *option : command.get_options()) {
        for (const std::string &name : option->get_lnames())
            words += "--" + name + " ";
    }
    return words;
}

void printCases(const CLI::App &command, const std::string &path)
{
    std::cout << "        \"" << path << "\") words=\"" << wordsOf(command) << "\";;\n";
    for (const CLI::App *sub : command.get_subcommands([](const CLI::App *) { return true; }))
        printCases(*sub, path.empty() ? sub->get_name() : path + " " + sub->get_name());
}

int printCompletion(const CLI::App &app)
{
    std::cout << "# bash completion of redoubt-cli; use: source <(redoubt-cli completion)\n"
                 "_redoubt_cli() {\n"
                 "    local word=${COMP_WORDS[COMP_CWORD]} path= words= i\n"
                 "    for ((i = 1; i < COMP_CWORD && i < 3; i++)); do\n"
                 "        [[ ${COMP_WORDS[i]} == [a-z]* && ${COMP_WORDS[i]} != */* ]] && "
                 "path=\"${path:+$path }${COMP_WORDS[i]}\"\n"
                 "    done\n"
                 "    while :; do case \"$path\" in\n";
    printCases(app, "");
    std::cout << "        *) [[ $path == *' '* ]] && path=${path% *} && continue;;\n"
                 "    esac; break; done\n"
                 "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
                 "    [[ $word == -* ]] || COMPREPLY+=($(compgen -f -- \"$word\"))\n"
                 "}\n"
                 "complete -o filenames -F _redoubt_cli redoubt-cli\n";
    return kDone;
}

} // namespace

void addCompletionCommand(CLI::App &app, CliSession &session)
{
    CLI::App *command =
        app.add_subcommand("completion", Tr::tr("Print completion for bash.").toStdString());
    command->footer(Tr::tr("Example:\n  source <(redoubt-cli completion)").toStdString());
    command->callback([&session, &app] { session.run = [&app] { return printCompletion(app); }; });
}

} // namespace redoubt::cli
