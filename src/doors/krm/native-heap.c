#define _GNU_SOURCE
#include "native-heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/*
 * Small blocks share slabs, each of which holds blocks of one size and begins with that size. Larger ones have slabs of
 * their own in a snapshot; else they are the C library's, as are small ones once there is no more room for slabs.
 */
#define SLAB ((size_t)8 << 10)
#define ROOM ((size_t)16 << 20)
#define HUGE_PAGE ((size_t)2 << 20)

/* Blocks of at most this size are small; the engine needs no more alignment than for pointers. */
#define MOST_SMALL ((size_t)2048)
#define ALIGNMENT sizeof(void *)

struct slab {
  size_t size;
  char blocks[];
};

/* Blocks of one size: a list of those that were given back, and the part of a slab that was never taken. */
struct kind {
  void *vacant;
  char *next, *end;
};

/* Slabs side by side that were given back. */
struct run {
  size_t length;
  struct run *next;
};

/* A heap of a snapshot begins with this, so all pointers in it are of the heap or of the program. */
struct heap {
  struct start start;
  struct run *vacant;
  struct kind kinds[MOST_SMALL / ALIGNMENT + 1];
};

/*
 * What the build appends to the program. The heap's pointers are offsets: in the heap itself where the map has a bit for
 * the word, in the program for the words that `places` lists.
 */
struct snapshot {
  uint64_t size;
  uint64_t places;
  /* After it: a map of 64 words for each uint64_t, and the places as uint32_t. */
  uint64_t heap[];
};

extern const struct snapshot snapshot;
/* Where the program begins, the linker says. Nothing that a heap points at comes after the snapshot. */
extern const char __ehdr_start[];

static struct heap *heap;
/* Where the slabs are, and the first of them that is not in use. */
static char *slabs, *free_slab, *end_of_slabs;
static int is_making;

/* Uses room at an address that is a multiple of the size of a slab, the beginning of which is in use. */
static struct start *use(char *address, size_t size)
{
  slabs = address;
  free_slab = slabs + size;
  end_of_slabs = slabs + ROOM;
  heap = (struct heap *)((struct slab *)slabs)->blocks;
  return &heap->start;
}

static int is_in_slab(const void *block)
{
  return (size_t)((const char *)block - slabs) < ROOM;
}

static struct slab *slab_of(const void *block)
{
  return (struct slab *)((uintptr_t)block & ~(SLAB - 1));
}

static size_t size_of(const void *block)
{
  if (block == NULL)
    return 0;
  return is_in_slab(block) ? slab_of(block)->size : malloc_usable_size((void *)block);
}

/* Coarser where there are fewer blocks, so few slabs are half empty. */
static size_t rounded(size_t size)
{
  size_t unit = size <= 128 ? ALIGNMENT : size <= 256 ? 16 : size <= 1024 ? 64 : 256;
  return size == 0 ? ALIGNMENT : (size + unit - 1) & ~(unit - 1);
}

static size_t length_of(size_t size)
{
  return (sizeof(struct slab) + size + SLAB - 1) & ~(SLAB - 1);
}

/* A slab for blocks of a size, or for one block that is larger than a slab; NULL where there is no more room. */
static struct slab *take_slab(size_t size)
{
  size_t length = length_of(size);
  for (struct run **at = &heap->vacant; *at != NULL; at = &(*at)->next) {
    struct run run = **at;
    if (run.length < length)
      continue;
    struct slab *slab = (struct slab *)*at;
    **at = (struct run){0};
    if (run.length > length) {
      *at = (struct run *)((char *)slab + length);
      **at = (struct run){run.length - length, run.next};
    } else {
      *at = run.next;
    }
    slab->size = size;
    return slab;
  }
  if (length > (size_t)(end_of_slabs - free_slab))
    return NULL;
  struct slab *slab = (struct slab *)free_slab;
  free_slab += length;
  slab->size = size;
  return slab;
}

static void *take_small(size_t size)
{
  struct kind *kind = &heap->kinds[size / ALIGNMENT];
  void **vacant = kind->vacant;
  if (vacant != NULL) {
    kind->vacant = *vacant;
    /* A snapshot holds nothing of a block's former use. */
    *vacant = NULL;
    return vacant;
  }
  if ((size_t)(kind->end - kind->next) < size) {
    struct slab *slab = take_slab(size);
    if (slab == NULL)
      return malloc(size);
    kind->next = slab->blocks;
    kind->end = (char *)slab + SLAB;
  }
  void *block = kind->next;
  kind->next += size;
  return block;
}

static void *take_large(size_t size)
{
  if (!is_making)
    return malloc(size);
  struct slab *slab = take_slab(size);
  return slab == NULL ? NULL : slab->blocks;
}

/* Where mistakes are looked for, each block of a run can be distinguished from others. */
static int is_small(size_t size)
{
#ifdef __SANITIZE_ADDRESS__
  return is_making && size <= MOST_SMALL;
#else
  return size <= MOST_SMALL;
#endif
}

static void *take(JSMallocState *state, size_t size)
{
  size = rounded(size);
  void *block = is_small(size) ? take_small(size) : take_large(size);
  if (block != NULL)
    state->malloc_size += size_of(block);
  return block;
}

static void give(JSMallocState *state, void *block)
{
  size_t size = size_of(block);
  state->malloc_size -= size;
  if (!is_in_slab(block)) {
    free(block);
    return;
  }
  if (is_making)
    memset(block, 0, size);
  if (size <= MOST_SMALL) {
    struct kind *kind = &heap->kinds[size / ALIGNMENT];
    *(void **)block = kind->vacant;
    kind->vacant = block;
  } else {
    struct run *run = (struct run *)slab_of(block);
    *run = (struct run){length_of(size), heap->vacant};
    heap->vacant = run;
  }
}

static void *resize(JSMallocState *state, void *block, size_t size)
{
  size_t former = size_of(block);
  if (size == 0) {
    if (block != NULL)
      give(state, block);
    return NULL;
  }
  if (former > MOST_SMALL && size > MOST_SMALL && !is_in_slab(block)) {
    void *resized = realloc(block, size);
    if (resized != NULL)
      state->malloc_size += size_of(resized) - former;
    return resized;
  }
  if (rounded(size) == former)
    return block;
  void *resized = take(state, size);
  if (resized != NULL && block != NULL) {
    memcpy(resized, block, size < former ? size : former);
    give(state, block);
  }
  return resized;
}

const JSMallocFunctions heap_functions = {take, give, resize, size_of};

/* Turns offsets into pointers. */
static void relocate(uint64_t *words)
{
  uint64_t count = snapshot.size / sizeof *words;
  const uint64_t *map = snapshot.heap + count;
  const uint32_t *places = (const uint32_t *)(map + count / 64);
  for (uint64_t i = 0; i < count / 64; i++)
    for (uint64_t bits = map[i]; bits != 0; bits &= bits - 1)
      words[i * 64 + (uint64_t)__builtin_ctzll(bits)] += (uint64_t)words;
  for (uint64_t i = 0; i < snapshot.places; i++)
    words[places[i]] += (uint64_t)__ehdr_start;
}

struct start *heap_open(void)
{
  if (snapshot.size == 0)
    return NULL;
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  char *room = mmap(NULL, ROOM + HUGE_PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (room == MAP_FAILED)
    fail("out of memory");
  room = (char *)(((uintptr_t)room + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1));
  /* Two large pages cost a third of what hundreds of small ones do. Where there are none, small ones do. */
  madvise(room, (snapshot.size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1), MADV_HUGEPAGE);
  memcpy(room, snapshot.heap, snapshot.size);
  relocate((uint64_t *)room);
  return use(room, snapshot.size);
}

struct start *heap_create(void *address)
{
  int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE;
  if (mmap(address, ROOM, PROT_READ | PROT_WRITE, flags, -1, 0) != address)
    fail("the address is in use");
  is_making = 1;
  struct start *start = use(address, 0);
  take_slab(sizeof(struct heap));
  return start;
}

void heap_keep(void)
{
  is_making = 0;
}

/* Only the engine's note of where its stack is; a run sets it again. */
static int is_in_stack(uint64_t word)
{
  int64_t distance = (int64_t)(word - (uint64_t)__builtin_frame_address(0));
  return distance > -65536 && distance < 65536;
}

void heap_write(void)
{
  uint64_t *words = (uint64_t *)slabs, count = (uint64_t)(free_slab - slabs) / sizeof *words;
  uint64_t *map = calloc(count / 64, sizeof *map), length = 0;
  uint32_t *places = malloc(count * sizeof *places);
  if (map == NULL || places == NULL)
    fail("out of memory");
  for (uint64_t i = 0; i < count; i++) {
    uint64_t in_heap = words[i] - (uint64_t)slabs, in_program = words[i] - (uint64_t)__ehdr_start;
    if (in_heap <= count * sizeof *words) {
      map[i / 64] |= (uint64_t)1 << i % 64;
      words[i] = in_heap;
    } else if (in_program < (uint64_t)((const char *)&snapshot - __ehdr_start)) {
      places[length++] = (uint32_t)i;
      words[i] = in_program;
    } else if (is_in_stack(words[i])) {
      words[i] = 0;
    }
  }
  static struct snapshot head;
  head.size = count * sizeof *words;
  head.places = length;
  fwrite(&head, sizeof head, 1, stdout);
  fwrite(words, sizeof *words, count, stdout);
  fwrite(map, sizeof *map, count / 64, stdout);
  fwrite(places, sizeof *places, length, stdout);
  if (fflush(stdout) != 0)
    fail("the snapshot cannot be written");
}
