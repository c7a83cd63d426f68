// SPDX-License-Identifier: AGPL-3.0-or-later
// Runs a fuzz target without a fuzzer: NAME [--runs N] [--corpus FOLDER] [FILE...]. Files are run
// as they are, which is how a crash found elsewhere is repeated; so are those of the folder, when
// there is one. The same numbers in every run, on every machine.
#include "tests/fuzz/seeds.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <sys/time.h>
#include <unistd.h>

namespace {

constexpr unsigned kSecondsPerInput = 20;
constexpr size_t kMaximumInput = 1 << 16;

const char *g_data = nullptr;
size_t g_size = 0;

/// Keeps the input that crashed or hung. Only calls that are safe in a signal handler.
extern "C" void keepInput(int number)
{
    static const char message[] = "fuzz: crash or hang; the input is in crash-input.bin\n";
    const int fd = ::open("crash-input.bin", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd >= 0) {
        [[maybe_unused]] const ssize_t written = ::write(fd, g_data, g_size);
        ::close(fd);
    }
    [[maybe_unused]] const ssize_t told = ::write(STDERR_FILENO, message, sizeof message - 1);
    ::signal(number, SIG_DFL);
    ::raise(number);
}

/// Of processor time: on a busy machine a harmless input may wait long for its turn.
void limitTime(unsigned seconds)
{
    itimerval timer = {};
    timer.it_value.tv_sec = seconds;
    ::setitimer(ITIMER_PROF, &timer, nullptr);
}

void runOne(const std::string &input)
{
    // A buffer of exactly this size, so that sanitizers see the first byte read behind it.
    const std::vector<uint8_t> exact(input.begin(), input.end());
    g_data = input.data();
    g_size = input.size();
    limitTime(kSecondsPerInput);
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    limitTime(0);
}

size_t below(std::mt19937_64 &random, size_t limit)
{
    return limit == 0 ? 0 : size_t(random() % limit);
}

/// One change of the kinds that find most parser bugs.
void mutate(std::string &input, const std::vector<std::string> &seeds, std::mt19937_64 &random)
{
    static constexpr uint64_t kInteresting[] = {
        0,      1,          0x7f,       0x80,       0xff,  0x7fff,
        0xffff, 0x7fffffff, 0x80000000, 0xffffffff, ~0ULL, 0x7fffffffffffffffULL};
    const size_t at = below(random, input.size());
    switch (random() % 8) {
    case 0:
        if (!input.empty())
            input[at] = char(uint8_t(input[at]) ^ (1u << (random() % 8)));
        break;
    case 1:
        if (!input.empty())
            input[at] = char(random());
        break;
    case 2: { // an interesting number, in 1, 2, 4 or 8 bytes
        const uint64_t value = kInteresting[below(random, std::size(kInteresting))];
        const size_t width = std::min<size_t>(size_t(1) << (random() % 4), input.size() - at);
        for (size_t i = 0; i < width; ++i)
            input[at + i] = char(value >> (8 * i));
        break;
    }
    case 3:
        input.resize(at);
        break;
    case 4: // leave out a piece
        input.erase(at, below(random, 64));
        break;
    case 5: // a piece twice
        input.insert(at, input.substr(below(random, input.size()), below(random, 256)));
        break;
    case 6: // bytes from nowhere
        for (size_t i = below(random, 16); i > 0; --i)
            input.insert(input.begin() + std::ptrdiff_t(at), char(random()));
        break;
    default: { // the tail of another seed
        const std::string &other = seeds[below(random, seeds.size())];
        input = input.substr(0, at) + other.substr(below(random, other.size()));
        break;
    }
    }
    if (input.size() > kMaximumInput)
        input.resize(kMaximumInput);
}

bool runFile(const char *path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        std::fprintf(stderr, "fuzz: cannot read %s\n", path);
        return false;
    }
    runOne(std::string(std::istreambuf_iterator<char>(file), {}));
    return true;
}

/// Inputs that once reached something new or went wrong. A target need not have any.
bool runFolder(const std::filesystem::path &folder)
{
    std::error_code absent;
    std::vector<std::filesystem::path> files;
    for (const auto &entry : std::filesystem::directory_iterator(folder, absent))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return std::all_of(files.begin(), files.end(),
                       [](const auto &file) { return runFile(file.c_str()); });
}

} // namespace

int main(int argc, char **argv)
{
    for (const int number : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGPROF})
        ::signal(number, keepInput);
    long runs = 3000;
    bool onlyFiles = false;
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--runs" && i + 1 < argc) {
            runs = std::strtol(argv[++i], nullptr, 10);
            continue;
        }
        if (std::string_view(argv[i]) == "--corpus" && i + 1 < argc) {
            if (!runFolder(argv[++i]))
                return 2;
            continue;
        }
        onlyFiles = true;
        if (!runFile(argv[i]))
            return 2;
    }
    if (onlyFiles)
        return 0;

    std::vector<std::string> seeds = redoubt::fuzz::seeds();
    if (seeds.empty()) {
        std::fprintf(stderr, "fuzz: the target has no seeds\n");
        return 2;
    }
    size_t cuts = 0;
    for (const std::string &seed : seeds) {
        runOne(seed);
        // Every length of small seeds, about a thousand lengths of larger ones.
        const size_t step = std::max<size_t>(1, seed.size() / 1024);
        for (size_t length = 0; length < seed.size(); length += step, ++cuts)
            runOne(seed.substr(0, length));
    }
    std::mt19937_64 random(20240229);
    for (long run = 0; run < runs; ++run) {
        std::string input = seeds[below(random, seeds.size())];
        for (size_t changes = 1 + below(random, 5); changes > 0; --changes)
            mutate(input, seeds, random);
        runOne(input);
    }
    std::printf("%zu seeds, %zu truncations, %ld mutations: no crash\n", seeds.size(), cuts, runs);
    return 0;
}
