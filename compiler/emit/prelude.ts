// The C text before every unit: types, reserved words, and operations of one expression each. A test counts its lines
// (under 300) and looks for loops; what needs a loop is TypeScript in library/runtime or a stub of the machine.

import { CANONICAL_NAN, hex, NUMBER_BIAS, OPT_HOLE, OPT_UNDEFINED } from './bits.ts'
import { FIRST_POINTER, SHAPE_ENTRY, WORD_FALSE, WORD_HOLE, WORD_NULL, WORD_TRUE, WORD_UNDEFINED } from '../../library/runtime/core/layout.ts'

export const PRELUDE = `\
typedef signed char i8; typedef unsigned char u8; typedef short i16; typedef unsigned short u16;
typedef int i32; typedef unsigned u32; typedef long long i64; typedef unsigned long long u64;
typedef float f32; typedef double f64; typedef _Bool bool;
typedef i64 i53; typedef f64 opt; typedef u64 ref; typedef u64 box;
typedef f64 skPair __attribute__((vector_size(16)));

#define WORD_UNDEFINED ${WORD_UNDEFINED}ull
#define WORD_NULL ${WORD_NULL}ull
#define WORD_FALSE ${WORD_FALSE}ull
#define WORD_TRUE ${WORD_TRUE}ull
#define WORD_HOLE ${WORD_HOLE}ull
#define FIRST_POINTER ${FIRST_POINTER}ull
#define NUMBER_BIAS ${hex(NUMBER_BIAS)}ull
#define OPT_UNDEFINED ${hex(OPT_UNDEFINED)}ull
#define OPT_HOLE ${hex(OPT_HOLE)}ull
#define CANONICAL_NAN ${hex(CANONICAL_NAN)}ull

#define INLINE static inline __attribute__((always_inline))
#define COLD __attribute__((noinline, cold))
#define NOINLINE __attribute__((noinline))
#define LIKELY(x) __builtin_expect(x, 1)
#define UNLIKELY(x) __builtin_expect(x, 0)
/* After a call that can throw. */
#define CHECK(label) if (UNLIKELY(skPending != WORD_HOLE)) goto label
#define KEEP(x) __asm__ volatile("" : : "r"(x))
#define ADDRESS(symbol) ((u64)(u32)(u64)symbol)

extern box skPending;
extern u64 skBumpCursor, skBumpLimit, skStackBase, skStackLimit, skProcessArguments;
extern char skTracedStart[], skTracedEnd[], skAtomsStart[], skAtomsEnd[];
register u64 skStackPointer __asm__("rsp");

/* Stubs of the machine. */
_Noreturn void skHalt(i32 status);
_Noreturn COLD void skStop(i32 status, const char *message, u64 lengthBytes);
void skSpilled(void (*collect)(i53 lowestLiveStackAddress));

/* Makes the RangeError pending, with some of the reserved stack. */
COLD void skStackOverflow(void);

/* The compiled allocateSlow, behind a thunk that keeps the caller's registers. */
__attribute__((preserve_most)) COLD u64 skAllocateSlow(u64 shape, u64 sizeBytes, u32 aux);

INLINE u64 skBits(f64 x) { union { f64 d; u64 u; } v = { .d = x }; return v.u; }
INLINE f64 skDouble(u64 x) { union { u64 u; f64 d; } v = { .u = x }; return v.d; }
INLINE u32 skFloatBits(f32 x) { union { f32 d; u32 u; } v = { .d = x }; return v.u; }
INLINE f32 skFloat(u32 x) { union { u32 u; f32 d; } v = { .u = x }; return v.d; }

/* cvttsd2si: what does not fit gives the most negative integer. A C cast would be undefined there. */
INLINE i32 skTruncate32(f64 x) { return __builtin_ia32_cvttsd2si((skPair){ x, 0 }); }
INLINE i64 skTruncate64(f64 x) { return __builtin_ia32_cvttsd2si64((skPair){ x, 0 }); }
INLINE bool skIsInt53(f64 x) { i64 t = skTruncate64(x); return (f64)t == x && (u64)(t + (1ll << 53)) <= 1ull << 54; }

/* ECMA-262 ToInt32 of what is not within 64 bits: the exponent is at least 11, so the mantissa only moves left. */
static COLD i32 skToInt32Large(u32 exponent, u64 bits) {
  return exponent - 1075u > 31u ? 0 : (i32)((u32)((i64)bits < 0 ? -(bits & 0xfffffffffffffull) : bits & 0xfffffffffffffull) << (exponent - 1075u));
}
INLINE i32 skToInt32(f64 x) {
  i64 t = skTruncate64(x);
  return LIKELY(t != (i64)(1ull << 63)) ? (i32)t : skToInt32Large((u32)(skBits(x) >> 52) & 2047u, skBits(x));
}

INLINE i32 skClz(u32 x) { return x == 0 ? 32 : __builtin_clz(x); }
INLINE bool skAddOverflows(i32 a, i32 b) { i32 r; return __builtin_add_overflow(a, b, &r); }
INLINE bool skSubOverflows(i32 a, i32 b) { i32 r; return __builtin_sub_overflow(a, b, &r); }
INLINE bool skMulOverflows(i32 a, i32 b) { i32 r; return __builtin_mul_overflow(a, b, &r); }

INLINE f64 skCanonical(f64 x) {
  if (UNLIKELY(x != x)) { x = skDouble(CANONICAL_NAN); __asm__("" : "+x"(x)); } // a branch, not four operations on the way of every number
  return x;
}
INLINE box skOptToBox(opt x) {
  u64 b = skBits(x);
  return LIKELY((b & ~(2ull << 48)) != OPT_UNDEFINED) ? b + NUMBER_BIAS : b == OPT_UNDEFINED ? WORD_UNDEFINED : WORD_HOLE;
}
INLINE opt skBoxToOpt(box x) {
  return skDouble(LIKELY(x >= NUMBER_BIAS) ? x - NUMBER_BIAS : x == WORD_UNDEFINED ? OPT_UNDEFINED : OPT_HOLE);
}

INLINE void skCopy(i53 to, i53 from, i53 count) { __builtin_memmove((void *)to, (void *)from, (u64)count); }
INLINE void skFill(i53 to, i32 byte, i53 count) { __builtin_memset((void *)to, byte, (u64)count); }
INLINE i32 skCompare(i53 a, i53 b, i53 count) { return __builtin_memcmp((void *)a, (void *)b, (u64)count); }
INLINE i53 skTimestamp(void) { return (i53)(__builtin_ia32_rdtsc() & ((1ull << 53) - 1)); }
/* RDRAND, if CPUID names it. */
INLINE i53 skRandom(void) {
  u32 a = 1, b, c = 0, d, word;
  bool isThere;
  __asm__("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
  if ((c >> 30 & 1) == 0) return -1;
  __asm__ volatile("rdrand %0" : "=r"(word), "=@ccc"(isThere));
  return isThere ? (i53)word : -1;
}
INLINE i32 skPortIn(i32 port) {
  u8 byte;
  __asm__ volatile("inb %w1, %0" : "=a"(byte) : "Nd"(port) : "memory");
  return byte;
}
INLINE void skPortOut(i32 port, i32 byte) { __asm__ volatile("outb %b0, %w1" :: "a"(byte), "Nd"(port) : "memory"); }
INLINE i53 skSyscall(i53 n, i53 a, i53 b, i53 c, i53 d, i53 e, i53 f) {
  register i64 r10 __asm__("r10") = d;
  register i64 r8 __asm__("r8") = e;
  register i64 r9 __asm__("r9") = f;
  __asm__ volatile("syscall" : "+a"(n), "+D"(a), "+S"(b), "+d"(c), "+r"(r10), "+r"(r8), "+r"(r9) :: "rcx", "r11", "memory");
  return n;
}

/* A zeroed object from the bump region; its first word is shape and aux. */
INLINE u64 skAllocate(u64 shape, u64 sizeBytes, u32 aux) {
  u64 object = skBumpCursor, end = object + sizeBytes;
  if (UNLIKELY(end > skBumpLimit)) object = skAllocateSlow(shape, sizeBytes, aux);
  else skBumpCursor = end;
  *(u64 *)object = shape | (u64)aux << 32;
  return object;
}

/* The generic entry of a closure. */
typedef box skEntryFunction(ref closure, box thisValue, i53 count, i53 boxes);
#define ENTRY(closure) ((skEntryFunction *)(u64)*(u32 *)((u64)*(u32 *)(closure) + ${SHAPE_ENTRY}))
`

/** Lines of the prelude, for the test that bounds it. */
export function preludeLineCount(): number {
  return PRELUDE.split('\n').length - 1
}
