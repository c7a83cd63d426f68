// SPDX-License-Identifier: AGPL-3.0-or-later
#include "core/detect/yunetkernels.h"

namespace redoubt::detect {

const YuNetKernels *yunetKernels()
{
#ifdef REDOUBT_X86_KERNELS
    if (__builtin_cpu_supports("avx512f"))
        return &yunetKernelsAvx512();
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return &yunetKernelsAvx2();
#endif
    return nullptr;
}

} // namespace redoubt::detect
