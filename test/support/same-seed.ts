import fc from 'fast-check';

// What is made up at random is the same in each run. By hand, `FUZZ_SEED` gives other values.
fc.configureGlobal({ seed: Number(process.env.FUZZ_SEED ?? 20261124) });
