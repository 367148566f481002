// The cosmetics line's 8-hour shift as a plain event engine in C++: one timer a station, a scan for the next, a draw a
// cycle. What our engine is held against when a compiler is there. Prints one JSON line.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

struct Rng {
  uint32_t a, b, c, d;
  explicit Rng(uint64_t seed) : a(uint32_t(seed)), b(uint32_t(seed >> 32)), c(0x9e3779b9), d(1) {
    for (int i = 0; i < 16; i++) next();
  }
  double next() {  // sfc32
    uint32_t t = a + b + d++;
    a = b ^ (b >> 9);
    b = c + (c << 3);
    c = ((c << 21) | (c >> 11)) + t;
    return t * 2.3283064365386963e-10;
  }
};

struct Setup {
  double cycle;
  int batch;
  bool makes;
  int capacity;
  double mtbf, mttr, jam, jamTime, defect, detect;
};

enum State { STARVED, EXECUTE, BLOCKED, JAMMED, DOWN };

struct Line {
  static constexpr int n = 4;
  const Setup* setup;
  std::vector<Rng> rng;
  std::vector<uint8_t> ring[n];
  int head[n] = {}, level[n] = {}, held[n] = {};
  bool heldBad[n] = {}, outBad[n] = {};
  State state[n] = {};
  double due[n], entered[n] = {}, inState[n][5] = {};
  double now = 0;
  long made[n] = {}, events = 0;

  Line(const Setup* s, uint64_t seed) : setup(s) {
    for (int i = 0; i < n; i++) {
      rng.emplace_back(seed * 1000003 + i * 7919 + 1);
      ring[i].resize(s[i].capacity > 0 ? s[i].capacity : 1);
      due[i] = INFINITY;
    }
  }
  void enter(int i, State s) {
    inState[i][state[i]] += now - entered[i];
    entered[i] = now;
    state[i] = s;
  }
  void wait(int i, State s, double t) {
    enter(i, s);
    due[i] = now + t;
  }
  void begin(int i) {
    const Setup& s = setup[i];
    if (s.mtbf > 0 && rng[i].next() < -std::expm1(-s.cycle / s.mtbf)) return wait(i, DOWN, -std::log(1 - rng[i].next()) * s.mttr);
    afterRepair(i);
  }
  void afterRepair(int i) {
    const Setup& s = setup[i];
    if (s.jam > 0 && rng[i].next() < s.jam) return wait(i, JAMMED, s.jamTime);
    wait(i, EXECUTE, s.cycle);
  }
  bool take(int i, bool& bad) {
    if (level[i] == 0) return false;
    bad = ring[i][head[i]];
    head[i] = head[i] + 1 == setup[i].capacity ? 0 : head[i] + 1;
    level[i]--;
    return true;
  }
  void push(int i, bool bad) {
    int at = head[i] + level[i];
    ring[i][at >= setup[i].capacity ? at - setup[i].capacity : at] = bad;
    level[i]++;
  }
  void collect(int i) {
    if (i > 0) {
      bool bad;
      while (held[i] < setup[i].batch && take(i - 1, bad)) {
        held[i]++;
        heldBad[i] |= bad;
        if (state[i - 1] == BLOCKED) {
          push(i - 1, outBad[i - 1]);
          enter(i - 1, STARVED);
          collect(i - 1);
        }
      }
      if (held[i] < setup[i].batch) {
        if (state[i] != STARVED) enter(i, STARVED);
        return;
      }
    }
    begin(i);
  }
  void finish(int i) {
    const Setup& s = setup[i];
    bool bad = heldBad[i] || (s.makes && s.defect > 0 && rng[i].next() < s.defect);
    held[i] = 0;
    heldBad[i] = false;
    made[i]++;
    if (!(bad && s.detect > 0 && rng[i].next() < s.detect) && i < n - 1) {
      if (level[i] == s.capacity) {
        outBad[i] = bad;
        return enter(i, BLOCKED);
      }
      push(i, bad);
      if (state[i + 1] == STARVED) {
        collect(i + 1);
      }
    }
    collect(i);
  }
  void run(double until) {
    collect(0);
    for (;;) {
      int first = 0;
      for (int i = 1; i < n; i++)
        if (due[i] < due[first]) first = i;
      if (due[first] >= until) break;
      now = due[first];
      due[first] = INFINITY;
      events++;
      if (state[first] == EXECUTE) finish(first);
      else if (state[first] == DOWN) afterRepair(first);
      else wait(first, EXECUTE, setup[first].cycle);
    }
  }
};

int main(int argc, char** argv) {
  const Setup setups[] = {{0.36, 1, true, 50, 7200, 900, 0.01, 15, 0.02, 0},
                          {3600.0 / 11000, 1, false, 20, 0, 0, 0, 0, 0, 0.95},
                          {0.3, 12, true, 100, 14400, 3600, 0.05, 30, 0, 0},
                          {3600.0 / 13000, 60, true, 0, 28800, 3600, 0, 0, 0, 0}};
  int runs = argc > 1 ? std::atoi(argv[1]) : 100;
  double output = 0;
  std::vector<double> seconds;
  for (int seed = 0; seed < runs; seed++) {
    std::clock_t begun = std::clock();
    Line line(setups, seed);
    line.run(28800);
    seconds.push_back(double(std::clock() - begun) / CLOCKS_PER_SEC);
    output += line.made[0];
  }
  std::printf("{\"cpuS\":[");
  for (size_t i = 0; i < seconds.size(); i++) std::printf("%s%.6f", i ? "," : "", seconds[i]);
  std::printf("],\"meanOutput\":%.1f}\n", output / runs);
}
