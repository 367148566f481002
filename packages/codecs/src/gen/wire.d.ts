// Written by `pnpm generate` from proto/. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";

/** Namespace historian. */
export namespace historian {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of an AnomalyEvent.
         * @deprecated Use historian.v1.AnomalyEvent.$Properties instead.
         */
        interface IAnomalyEvent extends historian.v1.AnomalyEvent.$Properties {
        }

        /** Represents an AnomalyEvent. */
        class AnomalyEvent {

            /**
             * Constructs a new AnomalyEvent.
             * @param [properties] Properties to set
             */
            constructor(properties?: historian.v1.AnomalyEvent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AnomalyEvent sourceTag. */
            sourceTag: string;

            /** AnomalyEvent actual. */
            actual: number;

            /** AnomalyEvent predicted. */
            predicted: number;

            /** AnomalyEvent residual. */
            residual: number;

            /** AnomalyEvent timestampMs. */
            timestampMs: number;

            /** AnomalyEvent severity. */
            severity: string;

            /**
             * Encodes the specified AnomalyEvent message. Does not implicitly {@link historian.v1.AnomalyEvent.verify|verify} messages.
             * @param message AnomalyEvent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: historian.v1.AnomalyEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AnomalyEvent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {historian.v1.AnomalyEvent & historian.v1.AnomalyEvent.$Shape} AnomalyEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): historian.v1.AnomalyEvent & historian.v1.AnomalyEvent.$Shape;
        }

        namespace AnomalyEvent {

            /** Properties of an AnomalyEvent. */
            interface $Properties {

                /** AnomalyEvent sourceTag */
                sourceTag?: (string|null);

                /** AnomalyEvent actual */
                actual?: (number|null);

                /** AnomalyEvent predicted */
                predicted?: (number|null);

                /** AnomalyEvent residual */
                residual?: (number|null);

                /** AnomalyEvent timestampMs */
                timestampMs?: (number|null);

                /** AnomalyEvent severity */
                severity?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AnomalyEvent. */
            type $Shape = historian.v1.AnomalyEvent.$Properties;
        }

        /**
         * Properties of a SensorData.
         * @deprecated Use historian.v1.SensorData.$Properties instead.
         */
        interface ISensorData extends historian.v1.SensorData.$Properties {
        }

        /** Represents a SensorData. */
        class SensorData {

            /**
             * Constructs a new SensorData.
             * @param [properties] Properties to set
             */
            constructor(properties?: historian.v1.SensorData.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SensorData sensorId. */
            sensorId: string;

            /** SensorData value. */
            value: number;

            /** SensorData timestampMs. */
            timestampMs: number;

            /** SensorData quality. */
            quality: number;

            /**
             * Encodes the specified SensorData message. Does not implicitly {@link historian.v1.SensorData.verify|verify} messages.
             * @param message SensorData message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: historian.v1.SensorData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SensorData message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {historian.v1.SensorData & historian.v1.SensorData.$Shape} SensorData
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): historian.v1.SensorData & historian.v1.SensorData.$Shape;
        }

        namespace SensorData {

            /** Properties of a SensorData. */
            interface $Properties {

                /** SensorData sensorId */
                sensorId?: (string|null);

                /** SensorData value */
                value?: (number|null);

                /** SensorData timestampMs */
                timestampMs?: (number|null);

                /** SensorData quality */
                quality?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SensorData. */
            type $Shape = historian.v1.SensorData.$Properties;
        }
    }
}

/** Namespace twin. */
export namespace twin {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a CheckpointContent.
         * @deprecated Use twin.v1.CheckpointContent.$Properties instead.
         */
        interface ICheckpointContent extends twin.v1.CheckpointContent.$Properties {
        }

        /** Represents a CheckpointContent. */
        class CheckpointContent {

            /**
             * Constructs a new CheckpointContent.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.CheckpointContent.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CheckpointContent asset. */
            asset: string;

            /** CheckpointContent modelHash. */
            modelHash: string;

            /** CheckpointContent engine. */
            engine: string;

            /** CheckpointContent inputStream. */
            inputStream: string;

            /** CheckpointContent inputSequence. */
            inputSequence: number;

            /** CheckpointContent outputSequence. */
            outputSequence: number;

            /** CheckpointContent twinTimeMs. */
            twinTimeMs: number;

            /** CheckpointContent stateVersion. */
            stateVersion: number;

            /** CheckpointContent state. */
            state: Uint8Array;

            /**
             * Encodes the specified CheckpointContent message. Does not implicitly {@link twin.v1.CheckpointContent.verify|verify} messages.
             * @param message CheckpointContent message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.CheckpointContent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CheckpointContent message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.CheckpointContent & twin.v1.CheckpointContent.$Shape} CheckpointContent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.CheckpointContent & twin.v1.CheckpointContent.$Shape;
        }

        namespace CheckpointContent {

            /** Properties of a CheckpointContent. */
            interface $Properties {

                /** CheckpointContent asset */
                asset?: (string|null);

                /** CheckpointContent modelHash */
                modelHash?: (string|null);

                /** CheckpointContent engine */
                engine?: (string|null);

                /** CheckpointContent inputStream */
                inputStream?: (string|null);

                /** CheckpointContent inputSequence */
                inputSequence?: (number|null);

                /** CheckpointContent outputSequence */
                outputSequence?: (number|null);

                /** CheckpointContent twinTimeMs */
                twinTimeMs?: (number|null);

                /** CheckpointContent stateVersion */
                stateVersion?: (number|null);

                /** CheckpointContent state */
                state?: (Uint8Array|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CheckpointContent. */
            type $Shape = twin.v1.CheckpointContent.$Properties;
        }

        /**
         * Properties of a Checkpoint.
         * @deprecated Use twin.v1.Checkpoint.$Properties instead.
         */
        interface ICheckpoint extends twin.v1.Checkpoint.$Properties {
        }

        /** Represents a Checkpoint. */
        class Checkpoint {

            /**
             * Constructs a new Checkpoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.Checkpoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Checkpoint version. */
            version: number;

            /** Checkpoint content. */
            content: Uint8Array;

            /** Checkpoint crc32. */
            crc32?: (number|null);

            /**
             * Encodes the specified Checkpoint message. Does not implicitly {@link twin.v1.Checkpoint.verify|verify} messages.
             * @param message Checkpoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.Checkpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Checkpoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.Checkpoint & twin.v1.Checkpoint.$Shape} Checkpoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.Checkpoint & twin.v1.Checkpoint.$Shape;
        }

        namespace Checkpoint {

            /** Properties of a Checkpoint. */
            interface $Properties {

                /** Checkpoint version */
                version?: (number|null);

                /** Checkpoint content */
                content?: (Uint8Array|null);

                /** Checkpoint crc32 */
                crc32?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Checkpoint. */
            type $Shape = twin.v1.Checkpoint.$Properties;
        }

        /** DeviationState enum. */
        enum DeviationState {

            /** DEVIATION_STATE_UNSPECIFIED value */
            DEVIATION_STATE_UNSPECIFIED = 0,

            /** DEVIATION_STATE_RAISED value */
            DEVIATION_STATE_RAISED = 1,

            /** DEVIATION_STATE_CLEARED value */
            DEVIATION_STATE_CLEARED = 2
        }

        /** DeviationKind enum. */
        enum DeviationKind {

            /** DEVIATION_KIND_UNSPECIFIED value */
            DEVIATION_KIND_UNSPECIFIED = 0,

            /** DEVIATION_KIND_SHIFT value */
            DEVIATION_KIND_SHIFT = 1,

            /** DEVIATION_KIND_DRIFT value */
            DEVIATION_KIND_DRIFT = 2,

            /** DEVIATION_KIND_NOISE value */
            DEVIATION_KIND_NOISE = 3,

            /** DEVIATION_KIND_FLATLINE value */
            DEVIATION_KIND_FLATLINE = 4,

            /** DEVIATION_KIND_DROPOUT value */
            DEVIATION_KIND_DROPOUT = 5
        }

        /** Severity enum. */
        enum Severity {

            /** SEVERITY_UNSPECIFIED value */
            SEVERITY_UNSPECIFIED = 0,

            /** SEVERITY_LOW value */
            SEVERITY_LOW = 1,

            /** SEVERITY_MEDIUM value */
            SEVERITY_MEDIUM = 2,

            /** SEVERITY_HIGH value */
            SEVERITY_HIGH = 3,

            /** SEVERITY_CRITICAL value */
            SEVERITY_CRITICAL = 4
        }

        /**
         * Properties of a LikelyCause.
         * @deprecated Use twin.v1.LikelyCause.$Properties instead.
         */
        interface ILikelyCause extends twin.v1.LikelyCause.$Properties {
        }

        /** Represents a LikelyCause. */
        class LikelyCause {

            /**
             * Constructs a new LikelyCause.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.LikelyCause.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** LikelyCause name. */
            name: string;

            /** LikelyCause explainedShare. */
            explainedShare: number;

            /** LikelyCause magnitude. */
            magnitude: number;

            /** LikelyCause unit. */
            unit: string;

            /**
             * Encodes the specified LikelyCause message. Does not implicitly {@link twin.v1.LikelyCause.verify|verify} messages.
             * @param message LikelyCause message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.LikelyCause.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a LikelyCause message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.LikelyCause & twin.v1.LikelyCause.$Shape} LikelyCause
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.LikelyCause & twin.v1.LikelyCause.$Shape;
        }

        namespace LikelyCause {

            /** Properties of a LikelyCause. */
            interface $Properties {

                /** LikelyCause name */
                name?: (string|null);

                /** LikelyCause explainedShare */
                explainedShare?: (number|null);

                /** LikelyCause magnitude */
                magnitude?: (number|null);

                /** LikelyCause unit */
                unit?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a LikelyCause. */
            type $Shape = twin.v1.LikelyCause.$Properties;
        }

        /**
         * Properties of a Deviation.
         * @deprecated Use twin.v1.Deviation.$Properties instead.
         */
        interface IDeviation extends twin.v1.Deviation.$Properties {
        }

        /** Represents a Deviation. */
        class Deviation {

            /**
             * Constructs a new Deviation.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.Deviation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Deviation deviationId. */
            deviationId: string;

            /** Deviation asset. */
            asset: string;

            /** Deviation sensorId. */
            sensorId: string;

            /** Deviation state. */
            state: twin.v1.DeviationState;

            /** Deviation kind. */
            kind: twin.v1.DeviationKind;

            /** Deviation severity. */
            severity: twin.v1.Severity;

            /** Deviation actual. */
            actual: number;

            /** Deviation predicted. */
            predicted: number;

            /** Deviation unit. */
            unit: string;

            /** Deviation statistic. */
            statistic: number;

            /** Deviation limit. */
            limit: number;

            /** Deviation beganAtMs. */
            beganAtMs: number;

            /** Deviation detectedAtMs. */
            detectedAtMs: number;

            /** Deviation causes. */
            causes: twin.v1.LikelyCause.$Properties[];

            /** Deviation indistinguishable. */
            indistinguishable: boolean;

            /** Deviation settledBy. */
            settledBy: string[];

            /** Deviation chart. */
            chart: string;

            /**
             * Encodes the specified Deviation message. Does not implicitly {@link twin.v1.Deviation.verify|verify} messages.
             * @param message Deviation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.Deviation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Deviation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.Deviation & twin.v1.Deviation.$Shape} Deviation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.Deviation & twin.v1.Deviation.$Shape;
        }

        namespace Deviation {

            /** Properties of a Deviation. */
            interface $Properties {

                /** Deviation deviationId */
                deviationId?: (string|null);

                /** Deviation asset */
                asset?: (string|null);

                /** Deviation sensorId */
                sensorId?: (string|null);

                /** Deviation state */
                state?: (twin.v1.DeviationState|null);

                /** Deviation kind */
                kind?: (twin.v1.DeviationKind|null);

                /** Deviation severity */
                severity?: (twin.v1.Severity|null);

                /** Deviation actual */
                actual?: (number|null);

                /** Deviation predicted */
                predicted?: (number|null);

                /** Deviation unit */
                unit?: (string|null);

                /** Deviation statistic */
                statistic?: (number|null);

                /** Deviation limit */
                limit?: (number|null);

                /** Deviation beganAtMs */
                beganAtMs?: (number|null);

                /** Deviation detectedAtMs */
                detectedAtMs?: (number|null);

                /** Deviation causes */
                causes?: (twin.v1.LikelyCause.$Properties[]|null);

                /** Deviation indistinguishable */
                indistinguishable?: (boolean|null);

                /** Deviation settledBy */
                settledBy?: (string[]|null);

                /** Deviation chart */
                chart?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Deviation. */
            type $Shape = twin.v1.Deviation.$Properties;
        }

        /**
         * Properties of a ScenarioJob.
         * @deprecated Use twin.v1.ScenarioJob.$Properties instead.
         */
        interface IScenarioJob extends twin.v1.ScenarioJob.$Properties {
        }

        /** Represents a ScenarioJob. */
        class ScenarioJob {

            /**
             * Constructs a new ScenarioJob.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.ScenarioJob.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScenarioJob runId. */
            runId: string;

            /** ScenarioJob jobIndex. */
            jobIndex: number;

            /** ScenarioJob jobCount. */
            jobCount: number;

            /** ScenarioJob documentJson. */
            documentJson?: (string|null);

            /** ScenarioJob documentObject. */
            documentObject?: (string|null);

            /** ScenarioJob documentSha256. */
            documentSha256: string;

            /** ScenarioJob seed. */
            seed: number;

            /** ScenarioJob firstReplication. */
            firstReplication: number;

            /** ScenarioJob replicationCount. */
            replicationCount: number;

            /** ScenarioJob durationS. */
            durationS: number;

            /** ScenarioJob warmUpS. */
            warmUpS: number;

            /** ScenarioJob telemetryIntervalS. */
            telemetryIntervalS: number;

            /** ScenarioJob submittedAtMs. */
            submittedAtMs: number;

            /** ScenarioJob document. */
            document?: ("documentJson"|"documentObject");

            /**
             * Encodes the specified ScenarioJob message. Does not implicitly {@link twin.v1.ScenarioJob.verify|verify} messages.
             * @param message ScenarioJob message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.ScenarioJob.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScenarioJob message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.ScenarioJob & twin.v1.ScenarioJob.$Shape} ScenarioJob
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.ScenarioJob & twin.v1.ScenarioJob.$Shape;
        }

        namespace ScenarioJob {

            /** Properties of a ScenarioJob. */
            interface $Properties {

                /** ScenarioJob runId */
                runId?: (string|null);

                /** ScenarioJob jobIndex */
                jobIndex?: (number|null);

                /** ScenarioJob jobCount */
                jobCount?: (number|null);

                /** ScenarioJob documentJson */
                documentJson?: (string|null);

                /** ScenarioJob documentObject */
                documentObject?: (string|null);

                /** ScenarioJob documentSha256 */
                documentSha256?: (string|null);

                /** ScenarioJob seed */
                seed?: (number|null);

                /** ScenarioJob firstReplication */
                firstReplication?: (number|null);

                /** ScenarioJob replicationCount */
                replicationCount?: (number|null);

                /** ScenarioJob durationS */
                durationS?: (number|null);

                /** ScenarioJob warmUpS */
                warmUpS?: (number|null);

                /** ScenarioJob telemetryIntervalS */
                telemetryIntervalS?: (number|null);

                /** ScenarioJob submittedAtMs */
                submittedAtMs?: (number|null);

                /** ScenarioJob document */
                document?: ("documentJson"|"documentObject");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ScenarioJob. */
            type $Shape = {
              runId?: string|null;
              jobIndex?: number|null;
              jobCount?: number|null;
              documentJson?: string|null;
              documentObject?: string|null;
              documentSha256?: string|null;
              seed?: number|null;
              firstReplication?: number|null;
              replicationCount?: number|null;
              durationS?: number|null;
              warmUpS?: number|null;
              telemetryIntervalS?: number|null;
              submittedAtMs?: number|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ document?: undefined; documentJson?: null; documentObject?: null }|{ document?: "documentJson"; documentJson: string; documentObject?: null }|{ document?: "documentObject"; documentJson?: null; documentObject: string })
            );
        }

        /** JobOutcome enum. */
        enum JobOutcome {

            /** JOB_OUTCOME_UNSPECIFIED value */
            JOB_OUTCOME_UNSPECIFIED = 0,

            /** JOB_OUTCOME_COMPLETED value */
            JOB_OUTCOME_COMPLETED = 1,

            /** JOB_OUTCOME_FAILED value */
            JOB_OUTCOME_FAILED = 2,

            /** JOB_OUTCOME_CANCELLED value */
            JOB_OUTCOME_CANCELLED = 3
        }

        /**
         * Properties of a Metric.
         * @deprecated Use twin.v1.Metric.$Properties instead.
         */
        interface IMetric extends twin.v1.Metric.$Properties {
        }

        /** Represents a Metric. */
        class Metric {

            /**
             * Constructs a new Metric.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.Metric.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Metric name. */
            name: string;

            /** Metric unit. */
            unit: string;

            /** Metric values. */
            values: number[];

            /**
             * Encodes the specified Metric message. Does not implicitly {@link twin.v1.Metric.verify|verify} messages.
             * @param message Metric message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.Metric.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Metric message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.Metric & twin.v1.Metric.$Shape} Metric
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.Metric & twin.v1.Metric.$Shape;
        }

        namespace Metric {

            /** Properties of a Metric. */
            interface $Properties {

                /** Metric name */
                name?: (string|null);

                /** Metric unit */
                unit?: (string|null);

                /** Metric values */
                values?: (number[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Metric. */
            type $Shape = twin.v1.Metric.$Properties;
        }

        /**
         * Properties of a JobFailure.
         * @deprecated Use twin.v1.JobFailure.$Properties instead.
         */
        interface IJobFailure extends twin.v1.JobFailure.$Properties {
        }

        /** Represents a JobFailure. */
        class JobFailure {

            /**
             * Constructs a new JobFailure.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.JobFailure.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JobFailure code. */
            code: string;

            /** JobFailure message. */
            message: string;

            /**
             * Encodes the specified JobFailure message. Does not implicitly {@link twin.v1.JobFailure.verify|verify} messages.
             * @param message JobFailure message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.JobFailure.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JobFailure message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.JobFailure & twin.v1.JobFailure.$Shape} JobFailure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.JobFailure & twin.v1.JobFailure.$Shape;
        }

        namespace JobFailure {

            /** Properties of a JobFailure. */
            interface $Properties {

                /** JobFailure code */
                code?: (string|null);

                /** JobFailure message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JobFailure. */
            type $Shape = twin.v1.JobFailure.$Properties;
        }

        /**
         * Properties of a ScenarioResult.
         * @deprecated Use twin.v1.ScenarioResult.$Properties instead.
         */
        interface IScenarioResult extends twin.v1.ScenarioResult.$Properties {
        }

        /** Represents a ScenarioResult. */
        class ScenarioResult {

            /**
             * Constructs a new ScenarioResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.ScenarioResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScenarioResult runId. */
            runId: string;

            /** ScenarioResult jobIndex. */
            jobIndex: number;

            /** ScenarioResult outcome. */
            outcome: twin.v1.JobOutcome;

            /** ScenarioResult firstReplication. */
            firstReplication: number;

            /** ScenarioResult replicationCount. */
            replicationCount: number;

            /** ScenarioResult metrics. */
            metrics: twin.v1.Metric.$Properties[];

            /** ScenarioResult failure. */
            failure?: (twin.v1.JobFailure.$Properties|null);

            /** ScenarioResult tablesObject. */
            tablesObject: string;

            /** ScenarioResult tablesSha256. */
            tablesSha256: string;

            /** ScenarioResult engine. */
            engine: string;

            /** ScenarioResult worker. */
            worker: string;

            /** ScenarioResult attempt. */
            attempt: number;

            /** ScenarioResult startedAtMs. */
            startedAtMs: number;

            /** ScenarioResult finishedAtMs. */
            finishedAtMs: number;

            /**
             * Encodes the specified ScenarioResult message. Does not implicitly {@link twin.v1.ScenarioResult.verify|verify} messages.
             * @param message ScenarioResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.ScenarioResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScenarioResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.ScenarioResult & twin.v1.ScenarioResult.$Shape} ScenarioResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.ScenarioResult & twin.v1.ScenarioResult.$Shape;
        }

        namespace ScenarioResult {

            /** Properties of a ScenarioResult. */
            interface $Properties {

                /** ScenarioResult runId */
                runId?: (string|null);

                /** ScenarioResult jobIndex */
                jobIndex?: (number|null);

                /** ScenarioResult outcome */
                outcome?: (twin.v1.JobOutcome|null);

                /** ScenarioResult firstReplication */
                firstReplication?: (number|null);

                /** ScenarioResult replicationCount */
                replicationCount?: (number|null);

                /** ScenarioResult metrics */
                metrics?: (twin.v1.Metric.$Properties[]|null);

                /** ScenarioResult failure */
                failure?: (twin.v1.JobFailure.$Properties|null);

                /** ScenarioResult tablesObject */
                tablesObject?: (string|null);

                /** ScenarioResult tablesSha256 */
                tablesSha256?: (string|null);

                /** ScenarioResult engine */
                engine?: (string|null);

                /** ScenarioResult worker */
                worker?: (string|null);

                /** ScenarioResult attempt */
                attempt?: (number|null);

                /** ScenarioResult startedAtMs */
                startedAtMs?: (number|null);

                /** ScenarioResult finishedAtMs */
                finishedAtMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScenarioResult. */
            type $Shape = twin.v1.ScenarioResult.$Properties;
        }

        /** TwinPhase enum. */
        enum TwinPhase {

            /** TWIN_PHASE_UNSPECIFIED value */
            TWIN_PHASE_UNSPECIFIED = 0,

            /** TWIN_PHASE_STARTING value */
            TWIN_PHASE_STARTING = 1,

            /** TWIN_PHASE_WARMING_UP value */
            TWIN_PHASE_WARMING_UP = 2,

            /** TWIN_PHASE_RUNNING value */
            TWIN_PHASE_RUNNING = 3,

            /** TWIN_PHASE_DEGRADED value */
            TWIN_PHASE_DEGRADED = 4,

            /** TWIN_PHASE_STOPPED value */
            TWIN_PHASE_STOPPED = 5
        }

        /** TwinMode enum. */
        enum TwinMode {

            /** TWIN_MODE_UNSPECIFIED value */
            TWIN_MODE_UNSPECIFIED = 0,

            /** TWIN_MODE_LIVE value */
            TWIN_MODE_LIVE = 1,

            /** TWIN_MODE_DURABLE value */
            TWIN_MODE_DURABLE = 2
        }

        /** SignalFault enum. */
        enum SignalFault {

            /** SIGNAL_FAULT_UNSPECIFIED value */
            SIGNAL_FAULT_UNSPECIFIED = 0,

            /** SIGNAL_FAULT_STALE value */
            SIGNAL_FAULT_STALE = 1,

            /** SIGNAL_FAULT_FLATLINE value */
            SIGNAL_FAULT_FLATLINE = 2,

            /** SIGNAL_FAULT_GAP value */
            SIGNAL_FAULT_GAP = 3,

            /** SIGNAL_FAULT_BAD_QUALITY value */
            SIGNAL_FAULT_BAD_QUALITY = 4,

            /** SIGNAL_FAULT_FUTURE value */
            SIGNAL_FAULT_FUTURE = 5,

            /** SIGNAL_FAULT_OUT_OF_RANGE value */
            SIGNAL_FAULT_OUT_OF_RANGE = 6
        }

        /**
         * Properties of a SignalStatus.
         * @deprecated Use twin.v1.SignalStatus.$Properties instead.
         */
        interface ISignalStatus extends twin.v1.SignalStatus.$Properties {
        }

        /** Represents a SignalStatus. */
        class SignalStatus {

            /**
             * Constructs a new SignalStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.SignalStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SignalStatus sensorId. */
            sensorId: string;

            /** SignalStatus fault. */
            fault: twin.v1.SignalFault;

            /** SignalStatus sinceMs. */
            sinceMs: number;

            /**
             * Encodes the specified SignalStatus message. Does not implicitly {@link twin.v1.SignalStatus.verify|verify} messages.
             * @param message SignalStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.SignalStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SignalStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.SignalStatus & twin.v1.SignalStatus.$Shape} SignalStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.SignalStatus & twin.v1.SignalStatus.$Shape;
        }

        namespace SignalStatus {

            /** Properties of a SignalStatus. */
            interface $Properties {

                /** SignalStatus sensorId */
                sensorId?: (string|null);

                /** SignalStatus fault */
                fault?: (twin.v1.SignalFault|null);

                /** SignalStatus sinceMs */
                sinceMs?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SignalStatus. */
            type $Shape = twin.v1.SignalStatus.$Properties;
        }

        /**
         * Properties of a TwinCounts.
         * @deprecated Use twin.v1.TwinCounts.$Properties instead.
         */
        interface ITwinCounts extends twin.v1.TwinCounts.$Properties {
        }

        /** Represents a TwinCounts. */
        class TwinCounts {

            /**
             * Constructs a new TwinCounts.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.TwinCounts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TwinCounts accepted. */
            accepted: number;

            /** TwinCounts late. */
            late: number;

            /** TwinCounts duplicate. */
            duplicate: number;

            /** TwinCounts quarantined. */
            quarantined: number;

            /** TwinCounts malformed. */
            malformed: number;

            /** TwinCounts dropped. */
            dropped: number;

            /** TwinCounts published. */
            published: number;

            /**
             * Encodes the specified TwinCounts message. Does not implicitly {@link twin.v1.TwinCounts.verify|verify} messages.
             * @param message TwinCounts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.TwinCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TwinCounts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.TwinCounts & twin.v1.TwinCounts.$Shape} TwinCounts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.TwinCounts & twin.v1.TwinCounts.$Shape;
        }

        namespace TwinCounts {

            /** Properties of a TwinCounts. */
            interface $Properties {

                /** TwinCounts accepted */
                accepted?: (number|null);

                /** TwinCounts late */
                late?: (number|null);

                /** TwinCounts duplicate */
                duplicate?: (number|null);

                /** TwinCounts quarantined */
                quarantined?: (number|null);

                /** TwinCounts malformed */
                malformed?: (number|null);

                /** TwinCounts dropped */
                dropped?: (number|null);

                /** TwinCounts published */
                published?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TwinCounts. */
            type $Shape = twin.v1.TwinCounts.$Properties;
        }

        /**
         * Properties of a TwinStatus.
         * @deprecated Use twin.v1.TwinStatus.$Properties instead.
         */
        interface ITwinStatus extends twin.v1.TwinStatus.$Properties {
        }

        /** Represents a TwinStatus. */
        class TwinStatus {

            /**
             * Constructs a new TwinStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: twin.v1.TwinStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TwinStatus asset. */
            asset: string;

            /** TwinStatus instance. */
            instance: string;

            /** TwinStatus phase. */
            phase: twin.v1.TwinPhase;

            /** TwinStatus mode. */
            mode: twin.v1.TwinMode;

            /** TwinStatus modelHash. */
            modelHash: string;

            /** TwinStatus twinTimeMs. */
            twinTimeMs: number;

            /** TwinStatus reportedAtMs. */
            reportedAtMs: number;

            /** TwinStatus inputSequence. */
            inputSequence: number;

            /** TwinStatus counts. */
            counts?: (twin.v1.TwinCounts.$Properties|null);

            /** TwinStatus signals. */
            signals: twin.v1.SignalStatus.$Properties[];

            /** TwinStatus reason. */
            reason: string;

            /**
             * Encodes the specified TwinStatus message. Does not implicitly {@link twin.v1.TwinStatus.verify|verify} messages.
             * @param message TwinStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: twin.v1.TwinStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TwinStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {twin.v1.TwinStatus & twin.v1.TwinStatus.$Shape} TwinStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): twin.v1.TwinStatus & twin.v1.TwinStatus.$Shape;
        }

        namespace TwinStatus {

            /** Properties of a TwinStatus. */
            interface $Properties {

                /** TwinStatus asset */
                asset?: (string|null);

                /** TwinStatus instance */
                instance?: (string|null);

                /** TwinStatus phase */
                phase?: (twin.v1.TwinPhase|null);

                /** TwinStatus mode */
                mode?: (twin.v1.TwinMode|null);

                /** TwinStatus modelHash */
                modelHash?: (string|null);

                /** TwinStatus twinTimeMs */
                twinTimeMs?: (number|null);

                /** TwinStatus reportedAtMs */
                reportedAtMs?: (number|null);

                /** TwinStatus inputSequence */
                inputSequence?: (number|null);

                /** TwinStatus counts */
                counts?: (twin.v1.TwinCounts.$Properties|null);

                /** TwinStatus signals */
                signals?: (twin.v1.SignalStatus.$Properties[]|null);

                /** TwinStatus reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TwinStatus. */
            type $Shape = twin.v1.TwinStatus.$Properties;
        }
    }
}
