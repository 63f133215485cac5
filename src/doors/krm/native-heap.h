/*
 * The memory that the engine allocates, and its snapshot: what the program has come to before it looks at any input is
 * worked out when the executable is built, and lies in it.
 */
#pragma once
#include <quickjs.h>
#include <stddef.h>

/* What a run starts from. */
struct start {
  JSRuntime *runtime;
  JSContext *context;
  JSValue host;
};

extern const JSMallocFunctions heap_functions;

/* Ends the process with a message. */
_Noreturn void fail(const char *reason);

/* What the executable starts from, where its heap is by now; NULL where it holds no snapshot. */
struct start *heap_open(void);

/* Makes an empty heap at an address, to be written as a snapshot. */
struct start *heap_create(void *address);

/* Goes on with a heap that was made, in place of one that is written and opened. */
void heap_keep(void);

/* Writes the heap to standard output: the same bytes for every address that has the same hashes, and every run. */
void heap_write(void);
