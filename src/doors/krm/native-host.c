/*
 * The process around the KRM function where it runs without Node: gives the compiled program its arguments,
 * standard input, output and error, and ends with the exit code that it returns.
 *
 * The same source makes two executables, which differ in the snapshot of the heap that scripts/build-native.ts links.
 * The first has none: it evaluates the program and writes one. The second starts from there.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "native-heap.h"

/* A run is over before collecting cycles pays; only a huge input gets this far. */
#define GC_THRESHOLD ((size_t)256 << 20)
#define EXIT_BUG 70

/* What the engine may use of the stack: Node goes about as deep with the usual limit of 8 MB. */
#define MOST_STACK ((rlim_t)64 << 20)
#define STACK_KEPT_FREE ((rlim_t)512 << 10)

_Noreturn void fail(const char *reason)
{
  fprintf(stderr, "gitlab-runner-krm: %s\n", reason);
  _exit(EXIT_BUG);
}

static void *grow(void *memory, size_t size)
{
  void *larger = realloc(memory, size);
  if (larger == NULL)
    fail("out of memory");
  return larger;
}

/* Waits until a descriptor that does not block has something to read, or room to write. */
static void wait_for(int descriptor, short events)
{
  struct pollfd waiting = {.fd = descriptor, .events = events};
  poll(&waiting, 1, -1);
}

/* Whether the bytes are UTF-8. The engine would make something of any. */
static int is_utf8(const uint8_t *bytes, size_t size)
{
  for (size_t at = 0; at < size;) {
    uint8_t first = bytes[at];
    size_t length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || length > size - at)
      return 0;
    for (size_t i = 1; i < length; i++) {
      /* The second byte shows long forms, halves of surrogate pairs and what is beyond Unicode. */
      uint8_t low = i > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
      uint8_t high = i > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
      if (bytes[at + i] < low || bytes[at + i] > high)
        return 0;
    }
    at += length;
  }
  return 1;
}

/* All that a descriptor gives. */
static uint8_t *read_all(int descriptor, size_t *length)
{
  size_t capacity = 65536, size = 0;
  uint8_t *bytes = grow(NULL, capacity);
  for (;;) {
    ssize_t got = read(descriptor, bytes + size, capacity - size);
    if (got == 0)
      break;
    if (got < 0 && errno == EAGAIN)
      wait_for(descriptor, POLLIN);
    else if (got < 0 && errno != EINTR)
      fail("the input cannot be read");
    if (got > 0)
      size += (size_t)got;
    if (size == capacity)
      bytes = grow(bytes, capacity *= 2);
  }
  *length = size;
  return bytes;
}

static JSValue host_read(JSContext *context, JSValueConst self, int count, JSValueConst *arguments)
{
  (void)self, (void)count, (void)arguments;
  size_t size;
  uint8_t *bytes = read_all(STDIN_FILENO, &size);
  JSValue string = is_utf8(bytes, size) ? JS_NewStringLen(context, (const char *)bytes, size) : JS_UNDEFINED;
  free(bytes);
  return string;
}

static void write_bytes(int descriptor, const char *bytes, size_t size)
{
  for (size_t written = 0; written < size;) {
    ssize_t put = write(descriptor, bytes + written, size - written);
    if (put >= 0)
      written += (size_t)put;
    else if (errno == EAGAIN)
      wait_for(descriptor, POLLOUT);
    else if (errno != EINTR)
      fail("the result cannot be written");
  }
}

/* The engine gives half a surrogate pair as three bytes that are not UTF-8: U+FFFD replaces it. */
static void write_text(int descriptor, const char *text, size_t size)
{
  while (size > 0) {
    const char *half = text;
    while ((half = memchr(half, 0xed, size - (size_t)(half - text))) != NULL && (uint8_t)half[1] < 0xa0)
      half++;
    size_t length = half == NULL ? size : (size_t)(half - text);
    write_bytes(descriptor, text, length);
    if (half != NULL) {
      write_bytes(descriptor, "\xef\xbf\xbd", 3);
      length += 3;
    }
    text += length;
    size -= length;
  }
}

static JSValue host_print(JSContext *context, JSValueConst self, int count, JSValueConst *arguments)
{
  (void)self, (void)count;
  int32_t descriptor;
  size_t size;
  if (JS_ToInt32(context, &descriptor, arguments[0]) < 0)
    return JS_EXCEPTION;
  const char *text = JS_ToCStringLen(context, &size, arguments[1]);
  if (text == NULL)
    return JS_EXCEPTION;
  write_text(descriptor, text, size);
  JS_FreeCString(context, text);
  return JS_UNDEFINED;
}

static JSValue host_is_terminal(JSContext *context, JSValueConst self, int count, JSValueConst *arguments)
{
  (void)self, (void)count, (void)arguments;
  return JS_NewBool(context, isatty(STDIN_FILENO));
}

static void check(JSContext *context, JSValue value)
{
  if (JS_IsException(value)) {
    const char *text = JS_ToCString(context, JS_GetException(context));
    fail(text == NULL ? "the program stopped" : text);
  }
}

static size_t stack_size(void)
{
  struct rlimit limit;
  rlim_t size = getrlimit(RLIMIT_STACK, &limit) == 0 ? limit.rlim_cur : 0;
  if (size > MOST_STACK)
    size = MOST_STACK;
  return size > 2 * STACK_KEPT_FREE ? (size_t)(size - STACK_KEPT_FREE) : (size_t)STACK_KEPT_FREE;
}

/* The program does not ask for the time. The engine does once, to begin its random numbers; all heaps are to be alike. */
int __wrap_gettimeofday(struct timeval *time, void *zone)
{
  (void)zone;
  *time = (struct timeval){0};
  return 0;
}

/* Evaluates the program, the bytecode of which is in a file, in a heap at an address. */
static const struct start *make(void *address, const char *file)
{
  struct start *start = heap_create(address);
  JSRuntime *runtime = start->runtime = JS_NewRuntime2(&heap_functions, NULL);
  JSContext *context = start->context = runtime == NULL ? NULL : JS_NewContextRaw(runtime);
  if (context == NULL)
    fail("out of memory");
  JS_SetGCThreshold(runtime, GC_THRESHOLD);
  /* A limit would be an address of this process. */
  JS_SetMaxStackSize(runtime, 0);
  JS_AddIntrinsicBaseObjects(context);
  JS_AddIntrinsicDate(context);
  JS_AddIntrinsicRegExp(context);
  JS_AddIntrinsicJSON(context);
  JS_AddIntrinsicMapSet(context);
  JS_AddIntrinsicTypedArrays(context);
  /* A module ends with a promise. */
  JS_AddIntrinsicPromise(context);

  JSValue global = JS_GetGlobalObject(context);
  JSValue host = start->host = JS_NewObject(context);
  JS_SetPropertyStr(context, global, "host", JS_DupValue(context, host));
  JS_FreeValue(context, global);

  size_t size;
  int descriptor = open(file, O_RDONLY);
  if (descriptor < 0)
    fail("the program cannot be read");
  uint8_t *program = read_all(descriptor, &size);
  JSValue module = JS_ReadObject(context, program, size, JS_READ_OBJ_BYTECODE);
  check(context, module);
  if (JS_ResolveModule(context, module) < 0)
    check(context, JS_EXCEPTION);
  JSValue result = JS_EvalFunction(context, module);
  check(context, result);
  if (JS_PromiseState(context, result) == JS_PROMISE_REJECTED)
    check(context, JS_Throw(context, JS_PromiseResult(context, result)));
  JS_FreeValue(context, result);

  /* Not there before, so what is evaluated now cannot look at anything that a run is given. */
  JS_SetPropertyStr(context, host, "isTerminal", JS_NewCFunction(context, host_is_terminal, "isTerminal", 0));
  JS_SetPropertyStr(context, host, "read", JS_NewCFunction(context, host_read, "read", 0));
  JS_SetPropertyStr(context, host, "print", JS_NewCFunction(context, host_print, "print", 2));
  JS_RunGC(runtime);
  return start;
}

/* Calls the program's function and returns the exit code. */
static int run(const struct start *start, int count, char **values)
{
  JSContext *context = start->context;
  JS_UpdateStackTop(start->runtime);
  JS_SetMaxStackSize(start->runtime, stack_size());
  JSValue arguments = JS_NewArray(context);
  for (int i = 1; i < count; i++)
    JS_SetPropertyUint32(context, arguments, (uint32_t)(i - 1), JS_NewString(context, values[i]));
  JSValue main = JS_GetPropertyStr(context, start->host, "main");
  JSValue result = JS_Call(context, main, JS_UNDEFINED, 1, &arguments);
  check(context, result);
  int32_t exit_code;
  if (JS_ToInt32(context, &exit_code, result) < 0)
    fail("the program left no exit code");
  return exit_code;
}

/*
 * Where there is no snapshot, the arguments are an address and a file: the heap is written, or with more arguments the
 * program runs as if it had started from there, which is how it is checked for mistakes.
 */
int main(int count, char **values)
{
  const struct start *start = heap_open();
  if (start == NULL) {
    if (count < 3)
      fail("there is no snapshot to start from");
    start = make((void *)strtoull(values[1], NULL, 16), values[2]);
    if (count == 3) {
      heap_write();
      _exit(0);
    }
    heap_keep();
    count -= 3, values += 3;
  }
  /* The system frees the memory faster than the engine does piece by piece. */
  _exit(run(start, count, values));
}
