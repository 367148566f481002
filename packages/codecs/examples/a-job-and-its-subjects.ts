import { decodeScenarioJob, encodeScenarioJob, subjects } from '@twin/codecs';
import { createHash } from 'node:crypto';

const json = JSON.stringify({ name: 'large_buffer_test', equipment: { Filler: { bufferCapacity: 500 } } });
const job = encodeScenarioJob({
  runId: 'large-buffer-17',
  jobIndex: 3,
  jobCount: 10,
  document: { json },
  documentSha256: createHash('sha256').update(json).digest('hex'),
  seed: 42,
  firstReplication: 30,
  replicationCount: 10,
  durationS: 8 * 3600,
  warmUpS: 0,
  telemetryIntervalS: 0,
  submittedAtMs: 1_764_752_041_123,
});

const subject = subjects.job('large-buffer-17', 3);
console.log(`${job.length} bytes on ${subject}; nobody could deal with it: ${subjects.deadLetter(subject)}`);
console.log(subjects.parse(subject));
console.log(decodeScenarioJob(job).document);

console.log(subjects.parse('enterprise.site.area.line.reactor.coolant.temp.predicted'));
