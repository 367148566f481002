/* The same algorithm as ours in plain C: Dormand-Prince 5(4), PI controller by pow, f through a pointer, any n.
 * Driven as a twin is: each row of a workload is a new input; the step is kept, or chosen anew (cold).
 * cc -O2 -o dopri5 dopri5.c -lm;  ./dopri5 workload.csv rtol repeats cold|warm  ->  {"us": [..], "error": .., "steps": ..} */
#define _POSIX_C_SOURCE 199309L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_N 32
typedef void (*Rhs)(double t, const double *y, double *dy, const void *params);

typedef struct {
  int n;
  Rhs f;
  const void *params;
  double rtol, atol[MAX_N], t, h, past, y[MAX_N], k[7][MAX_N];
  long steps;
} Solver;

static const double A[7][6] = {
    {0},
    {1. / 5},
    {3. / 40, 9. / 40},
    {44. / 45, -56. / 15, 32. / 9},
    {19372. / 6561, -25360. / 2187, 64448. / 6561, -212. / 729},
    {9017. / 3168, -355. / 33, 46732. / 5247, 49. / 176, -5103. / 18656},
    {35. / 384, 0, 500. / 1113, 125. / 192, -2187. / 6784, 11. / 84}};
static const double C[7] = {0, .2, .3, .8, 8. / 9, 1, 1};
static const double E[7] = {71. / 57600, 0, -71. / 16695, 71. / 1920, -17253. / 339200, 22. / 525, -1. / 40};

static void begin(Solver *s) {
  s->f(s->t, s->y, s->k[0], s->params);
  s->past = 1e-4;
}

static void first_step(Solver *s, double limit) {
  double a = 0, b = 0, c = 0, u[MAX_N];
  for (int i = 0; i < s->n; i++) {
    double w = s->atol[i] + s->rtol * fabs(s->y[i]);
    a += s->y[i] / w * (s->y[i] / w);
    b += s->k[0][i] / w * (s->k[0][i] / w);
  }
  double h = a <= 1e-10 || b <= 1e-10 ? 1e-6 : 0.01 * sqrt(a / b);
  if (h > limit) h = limit;
  for (int i = 0; i < s->n; i++) u[i] = s->y[i] + h * s->k[0][i];
  s->f(s->t + h, u, s->k[1], s->params);
  for (int i = 0; i < s->n; i++) {
    double d = (s->k[1][i] - s->k[0][i]) / (s->atol[i] + s->rtol * fabs(s->y[i]));
    c += d * d;
  }
  c /= h * h;
  double largest = sqrt(fmax(b, c) / s->n);
  double grown = largest <= 1e-15 ? fmax(1e-6, h * 1e-3) : pow(0.01 / largest, 0.2);
  s->h = fmin(100 * h, grown);
}

static void advance(Solver *s, double end) {
  double u[MAX_N];
  int refused = 0;
  while (s->t < end) {
    double planned = s->h, rest = end - s->t;
    int landing = planned * 1.01 >= rest;
    double h = landing ? rest : planned, sum = 0;
    for (int j = 1; j < 7; j++) {
      for (int i = 0; i < s->n; i++) {
        double v = 0;
        for (int l = 0; l < j; l++) v += A[j][l] * s->k[l][i];
        u[i] = s->y[i] + h * v;
      }
      s->f(s->t + C[j] * h, u, s->k[j], s->params);
    }
    for (int i = 0; i < s->n; i++) {
      double e = 0;
      for (int l = 0; l < 7; l++) e += E[l] * s->k[l][i];
      e *= h / (s->atol[i] + s->rtol * fmax(fabs(s->y[i]), fabs(u[i])));
      sum += e * e;
    }
    double error = sqrt(sum / s->n);
    if (error <= 1) {
      double factor = 0.9 * pow(error, -0.17) * pow(s->past, 0.04);
      int capped = !(factor < (refused ? 1 : 10));
      s->past = fmax(error, 1e-4);
      s->t = landing ? end : s->t + h;
      memcpy(s->y, u, sizeof(double) * s->n);
      memcpy(s->k[0], s->k[6], sizeof(double) * s->n);
      s->h = h * fmax(0.2, capped ? (refused ? 1 : 10) : factor);
      if (landing && capped && planned > s->h) s->h = planned;
      refused = 0;
      s->steps++;
    } else {
      s->h = error < INFINITY ? h * fmax(0.2, 0.9 * pow(error, -0.17)) : 0.2 * h;
      refused = 1;
    }
  }
}

typedef struct {
  double Tc;
} Tank;

static void cstr(double t, const double *y, double *dy, const void *params) {
  (void)t;
  double rate = 7.2e10 * exp(-8750 / y[1]) * y[0];
  dy[0] = 1 - y[0] - rate;
  dy[1] = 350 - y[1] + 5e4 / 239 * rate + 5e4 / 23900 * (((const Tank *)params)->Tc - y[1]);
}

static double row[20000][4];

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  FILE *file = fopen(argv[1], "r");
  char line[256];
  int rows = 0;
  if (!file || !fgets(line, sizeof line, file)) return 2;
  while (fgets(line, sizeof line, file)) {
    if (sscanf(line, "%lf,%lf,%lf,%lf", row[rows], row[rows] + 1, row[rows] + 2, row[rows] + 3) == 4) rows++;
  }
  double rtol = atof(argv[2]), error = 0;
  int cold = argv[4][0] == 'c';
  long steps = 0;
  printf("{\"us\": [");
  for (int repeat = 0; repeat < atoi(argv[3]); repeat++) {
    Tank tank;
    Solver s = {.n = 2, .f = cstr, .params = &tank, .rtol = rtol, .atol = {rtol, 300 * rtol}, .y = {row[0][2], row[0][3]}};
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (int r = 0; r + 1 < rows; r++) {
      tank.Tc = row[r][1];
      s.t = row[r][0];
      begin(&s);
      if (cold || r == 0) first_step(&s, row[r + 1][0] - s.t);
      advance(&s, row[r + 1][0]);
      error = fmax(error, fmax(fabs(s.y[0] - row[r + 1][2]), fabs(s.y[1] - row[r + 1][3]) / 350));
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    steps = s.steps;
    printf("%s%.6g", repeat ? ", " : "", ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / 1e3);
  }
  printf("], \"error\": %.6g, \"steps\": %ld}\n", error, steps);
  return 0;
}
