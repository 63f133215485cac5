/*
 * Usage: timed-run INPUT COMMAND [ARGUMENT…]
 *
 * Runs a command with the file INPUT as standard input, its output thrown away, and prints wall time and
 * processor time in microseconds, peak memory in KiB and the exit code. It is small: starting a process from
 * here costs little, and its memory does not count as the command's.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long microseconds(struct timeval time)
{
  return time.tv_sec * 1000000L + time.tv_usec;
}

int main(int count, char **arguments)
{
  if (count < 3)
    return 2;
  int input = open(arguments[1], O_RDONLY);
  int nothing = open("/dev/null", O_WRONLY);
  if (input < 0 || nothing < 0)
    return 2;
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0)
    return 2;
  if (child == 0) {
    dup2(input, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    execvp(arguments[2], arguments + 2);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0)
    return 2;
  clock_gettime(CLOCK_MONOTONIC, &end);
  long wall = (end.tv_sec - start.tv_sec) * 1000000L + (end.tv_nsec - start.tv_nsec) / 1000;
  printf("%ld %ld %ld %d\n", wall, microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss,
         WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return 0;
}
