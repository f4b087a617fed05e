#ifndef STRATA_SECTIONS_H
#define STRATA_SECTIONS_H

#include <stddef.h>

/// Writes a retained reference to a function's definition to the address it is given.
typedef void (*strata_function_record)(void *_Nonnull definition);

/// Notes a record. Called once for each `@Func` while the program or a library is loaded, before `main`: what `@Func`
/// expands to stands in the linker's section for such calls (`.init_array`).
void strata_register_function(strata_function_record _Nonnull record);

/// The number of records noted so far.
size_t strata_function_count(void);

/// Record number `index`, in order of loading; `index` must be less than `strata_function_count()`.
strata_function_record _Nonnull strata_function_at(size_t index);

#endif
