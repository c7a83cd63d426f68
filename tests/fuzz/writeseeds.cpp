// SPDX-License-Identifier: AGPL-3.0-or-later
// Gives libFuzzer the seeds of a target: with REDOUBT_FUZZ_SEEDS=FOLDER a fuzz program writes them
// there, one file each, and ends.
#include "tests/fuzz/seeds.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    const char *folder = std::getenv("REDOUBT_FUZZ_SEEDS");
    if (!folder)
        return 0;
    int number = 0;
    for (const std::string &seed : redoubt::fuzz::seeds()) {
        const std::string path = std::string(folder) + "/seed-" + std::to_string(number++);
        std::ofstream file(path, std::ios::binary);
        file.write(seed.data(), std::streamsize(seed.size()));
        if (!file.flush()) {
            std::fprintf(stderr, "fuzz: cannot write %s\n", path.c_str());
            std::exit(2);
        }
    }
    std::exit(number > 0 ? 0 : 2);
}
