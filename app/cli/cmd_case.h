// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "app/cli/cli.h"

namespace redoubt::cli {

/// What the commands on a case may be given; each uses its part.
struct CaseArguments
{
    std::string folder;
    std::vector<std::string> inputs;
    std::string profile;
    std::string quality = "standard";
    std::string marks;
    std::string out;
    std::string role = "third_party";
    std::string type;
    std::string effect;
    std::vector<std::string> items;
    std::vector<std::string> findings;
    std::vector<std::string> reasons;
    std::vector<std::string> names;
    std::vector<std::string> recipients;
    bool redact = false;
    bool keep = false;
    bool undecided = false;
    bool again = false;
    bool retry = false;
    bool restore = false;
    bool acceptRestored = false;
    bool takeBack = false;
    bool newJournal = false;
};

// Change a case (cmd_case_edit.cpp).
int caseNew(CliSession &session, const CaseArguments &arguments);
int caseAdd(CliSession &session, const CaseArguments &arguments);
int caseAnalyze(CliSession &session, const CaseArguments &arguments);
int caseDecide(CliSession &session, const CaseArguments &arguments);
int caseImportMarks(CliSession &session, const CaseArguments &arguments);
int caseRemove(CliSession &session, const CaseArguments &arguments);
int caseSubjects(CliSession &session, const CaseArguments &arguments);
int caseOrphans(CliSession &session, const CaseArguments &arguments); ///< cmd_case_orphans.cpp
int caseExport(CliSession &session, const CaseArguments &arguments);

// Show a case (cmd_case_show.cpp).
int caseInfo(CliSession &session, const CaseArguments &arguments);
int caseFindings(CliSession &session, const CaseArguments &arguments);
int caseLog(CliSession &session, const CaseArguments &arguments);

/// True when @a name is the item's path or base name, or @a names is empty.
bool isNamed(const casefile::Item &item, const std::vector<std::string> &names);

} // namespace redoubt::cli
