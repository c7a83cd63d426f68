// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/base/ids.h"

#include <sodium.h>

namespace redoubt::detail {

void randomIdBytes(char *out, int size)
{
    randombytes_buf(out, static_cast<size_t>(size));
}

void contentIdBytes(QByteArrayView content, char *out, int size)
{
    crypto_generichash_blake2b(reinterpret_cast<unsigned char *>(out), static_cast<size_t>(size),
                               reinterpret_cast<const unsigned char *>(content.data()),
                               static_cast<unsigned long long>(content.size()), nullptr, 0);
}

} // namespace redoubt::detail
