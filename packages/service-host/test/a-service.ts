import { createLog, readSettings, runService } from '@twin/service-host';
import { z } from 'zod';

/** A service for the tests of its life: what it does is said by `TWIN_PLAN`. */
const plans = ['work', 'hang', 'throw', 'fail'] as const;
const log = createLog('tried');
await runService({ log, drainTimeoutMs: 700 }, async (service) => {
  const { values } = readSettings(process.env, { TWIN_PLAN: z.enum(plans) });
  service.own({ drain: async () => log.info('first drained'), close: () => log.info('first closed') });
  service.own({ close: async () => log.info('second closed') });
  service.ready();
  if (values.TWIN_PLAN === 'throw') throw new Error('on purpose');
  if (values.TWIN_PLAN === 'fail') setTimeout(() => service.fail(new Error('the connection is over')), 20);
  await new Promise<void>((resolve) => {
    const alive = setInterval(() => {}, 1_000);
    service.stopping.addEventListener('abort', () => {
      if (values.TWIN_PLAN === 'hang') return;
      clearInterval(alive);
      setTimeout(resolve, 50);
    });
  });
  log.info('main ended');
});
