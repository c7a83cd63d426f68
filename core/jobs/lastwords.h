// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace redoubt {

/// Files that get one byte, '!', when the process dies of a fault of its own (a bad address, an
/// abort): who looks at them later can tell a file that ends its reader from a power cut. Threads:
/// any. Up to 128 at a time; more are not told.
class LastWords
{
public:
    /// @a file: a descriptor open for appending, borrowed until the object goes. -1: nothing.
    explicit LastWords(int file);
    ~LastWords();
    LastWords(const LastWords &) = delete;
    LastWords &operator=(const LastWords &) = delete;

    /// Called once by a program that wants them written. The fault then goes its usual way.
    static void install();

private:
    int m_slot = -1;
};

} // namespace redoubt
