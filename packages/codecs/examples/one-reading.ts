import { decodeSensorData, encodeSensorData, inspectSensorData, subjects } from '@twin/codecs';

const subject = subjects.sensor('enterprise.site.area.line.reactor', 'temp');
const bytes = encodeSensorData({ sensorId: subject, value: 350.4, timestampMs: 1_764_752_041_123, quality: 1 });
console.log(`${bytes.length} bytes for ${subject}`);

const reading = decodeSensorData(bytes);
console.log(reading.value, inspectSensorData(reading));
console.log(inspectSensorData({ ...reading, value: Number.NaN, quality: 192 }));

const attempts = [
  () => decodeSensorData(bytes.subarray(0, 30)),
  () => encodeSensorData({ ...reading, timestampMs: 1.5 }),
  () => subjects.sensor('enterprise.*', 'temp'),
];
for (const attempt of attempts)
  try {
    attempt();
  } catch (error) {
    console.log(String(error));
  }
