// SPDX-License-Identifier: AGPL-3.0-or-later
// Compiled for processors with AVX2 and FMA; called on those only.
#include <immintrin.h>

namespace redoubt::detect {

namespace {

using Vector = __m256;
constexpr int kLanes = 8;

inline Vector load(const float *from)
{
    return _mm256_loadu_ps(from);
}

inline void store(float *to, Vector v)
{
    _mm256_storeu_ps(to, v);
}

inline Vector all(float value)
{
    return _mm256_set1_ps(value);
}

inline Vector fused(Vector a, Vector b, Vector c)
{
    return _mm256_fmadd_ps(a, b, c);
}

inline Vector larger(Vector a, Vector b)
{
    return _mm256_max_ps(a, b);
}

} // namespace

} // namespace redoubt::detect

#include "core/detect/yunetkernels_rows.h"

namespace redoubt::detect {

const YuNetKernels &yunetKernelsAvx2()
{
    return kKernels;
}

} // namespace redoubt::detect
