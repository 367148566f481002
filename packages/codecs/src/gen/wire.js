// Written by `pnpm generate` from proto/. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["twin-codecs"] || ($protobuf.roots["twin-codecs"] = {});

export const historian = $root.historian = (() => {

    /**
     * Namespace historian.
     * @exports historian
     * @namespace
     */
    const historian = {};

    historian.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof historian
         * @namespace
         */
        const v1 = {};

        v1.AnomalyEvent = (function() {

            /**
             * Properties of an AnomalyEvent.
             * @typedef {Object} historian.v1.AnomalyEvent.$Properties
             * @property {string|null} [sourceTag] AnomalyEvent sourceTag
             * @property {number|null} [actual] AnomalyEvent actual
             * @property {number|null} [predicted] AnomalyEvent predicted
             * @property {number|null} [residual] AnomalyEvent residual
             * @property {number|null} [timestampMs] AnomalyEvent timestampMs
             * @property {string|null} [severity] AnomalyEvent severity
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AnomalyEvent.
             * @memberof historian.v1
             * @interface IAnomalyEvent
             * @augments historian.v1.AnomalyEvent.$Properties
             * @deprecated Use historian.v1.AnomalyEvent.$Properties instead.
             */

            /**
             * Shape of an AnomalyEvent.
             * @typedef {historian.v1.AnomalyEvent.$Properties} historian.v1.AnomalyEvent.$Shape
             */

            /**
             * Constructs a new AnomalyEvent.
             * @memberof historian.v1
             * @classdesc Represents an AnomalyEvent.
             * @constructor
             * @param {historian.v1.AnomalyEvent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AnomalyEvent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AnomalyEvent sourceTag.
             * @member {string} sourceTag
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.sourceTag = "";

            /**
             * AnomalyEvent actual.
             * @member {number} actual
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.actual = 0;

            /**
             * AnomalyEvent predicted.
             * @member {number} predicted
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.predicted = 0;

            /**
             * AnomalyEvent residual.
             * @member {number} residual
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.residual = 0;

            /**
             * AnomalyEvent timestampMs.
             * @member {number} timestampMs
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.timestampMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * AnomalyEvent severity.
             * @member {string} severity
             * @memberof historian.v1.AnomalyEvent
             * @instance
             */
            AnomalyEvent.prototype.severity = "";

            /**
             * Encodes the specified AnomalyEvent message. Does not implicitly {@link historian.v1.AnomalyEvent.verify|verify} messages.
             * @function encode
             * @memberof historian.v1.AnomalyEvent
             * @static
             * @param {historian.v1.AnomalyEvent.$Properties} message AnomalyEvent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AnomalyEvent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sourceTag != null && $Object.hasOwnProperty.call(message, "sourceTag") && message.sourceTag !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.sourceTag);
                if (message.actual != null && $Object.hasOwnProperty.call(message, "actual") && !$Object.is(message.actual, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.actual);
                if (message.predicted != null && $Object.hasOwnProperty.call(message, "predicted") && !$Object.is(message.predicted, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.predicted);
                if (message.residual != null && $Object.hasOwnProperty.call(message, "residual") && !$Object.is(message.residual, 0))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.residual);
                if (message.timestampMs != null && $Object.hasOwnProperty.call(message, "timestampMs") && (typeof message.timestampMs === "object" ? message.timestampMs.low || message.timestampMs.high : message.timestampMs !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).int64(message.timestampMs);
                if (message.severity != null && $Object.hasOwnProperty.call(message, "severity") && message.severity !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.severity);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AnomalyEvent message from the specified reader or buffer.
             * @function decode
             * @memberof historian.v1.AnomalyEvent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {historian.v1.AnomalyEvent & historian.v1.AnomalyEvent.$Shape} AnomalyEvent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AnomalyEvent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.historian.v1.AnomalyEvent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sourceTag = value;
                            else
                                delete message.sourceTag;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.actual = value;
                            else
                                delete message.actual;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.predicted = value;
                            else
                                delete message.predicted;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.residual = value;
                            else
                                delete message.residual;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.timestampMs = value;
                            else
                                delete message.timestampMs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.severity = value;
                            else
                                delete message.severity;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AnomalyEvent;
        })();

        v1.SensorData = (function() {

            /**
             * Properties of a SensorData.
             * @typedef {Object} historian.v1.SensorData.$Properties
             * @property {string|null} [sensorId] SensorData sensorId
             * @property {number|null} [value] SensorData value
             * @property {number|null} [timestampMs] SensorData timestampMs
             * @property {number|null} [quality] SensorData quality
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SensorData.
             * @memberof historian.v1
             * @interface ISensorData
             * @augments historian.v1.SensorData.$Properties
             * @deprecated Use historian.v1.SensorData.$Properties instead.
             */

            /**
             * Shape of a SensorData.
             * @typedef {historian.v1.SensorData.$Properties} historian.v1.SensorData.$Shape
             */

            /**
             * Constructs a new SensorData.
             * @memberof historian.v1
             * @classdesc Represents a SensorData.
             * @constructor
             * @param {historian.v1.SensorData.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SensorData = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SensorData sensorId.
             * @member {string} sensorId
             * @memberof historian.v1.SensorData
             * @instance
             */
            SensorData.prototype.sensorId = "";

            /**
             * SensorData value.
             * @member {number} value
             * @memberof historian.v1.SensorData
             * @instance
             */
            SensorData.prototype.value = 0;

            /**
             * SensorData timestampMs.
             * @member {number} timestampMs
             * @memberof historian.v1.SensorData
             * @instance
             */
            SensorData.prototype.timestampMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * SensorData quality.
             * @member {number} quality
             * @memberof historian.v1.SensorData
             * @instance
             */
            SensorData.prototype.quality = 0;

            /**
             * Encodes the specified SensorData message. Does not implicitly {@link historian.v1.SensorData.verify|verify} messages.
             * @function encode
             * @memberof historian.v1.SensorData
             * @static
             * @param {historian.v1.SensorData.$Properties} message SensorData message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SensorData.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensorId != null && $Object.hasOwnProperty.call(message, "sensorId") && message.sensorId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.sensorId);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && !$Object.is(message.value, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.value);
                if (message.timestampMs != null && $Object.hasOwnProperty.call(message, "timestampMs") && (typeof message.timestampMs === "object" ? message.timestampMs.low || message.timestampMs.high : message.timestampMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).int64(message.timestampMs);
                if (message.quality != null && $Object.hasOwnProperty.call(message, "quality") && message.quality !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.quality);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SensorData message from the specified reader or buffer.
             * @function decode
             * @memberof historian.v1.SensorData
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {historian.v1.SensorData & historian.v1.SensorData.$Shape} SensorData
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SensorData.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.historian.v1.SensorData();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensorId = value;
                            else
                                delete message.sensorId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.value = value;
                            else
                                delete message.value;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.timestampMs = value;
                            else
                                delete message.timestampMs;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.quality = value;
                            else
                                delete message.quality;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SensorData;
        })();

        return v1;
    })();

    return historian;
})();

export const twin = $root.twin = (() => {

    /**
     * Namespace twin.
     * @exports twin
     * @namespace
     */
    const twin = {};

    twin.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof twin
         * @namespace
         */
        const v1 = {};

        v1.CheckpointContent = (function() {

            /**
             * Properties of a CheckpointContent.
             * @typedef {Object} twin.v1.CheckpointContent.$Properties
             * @property {string|null} [asset] CheckpointContent asset
             * @property {string|null} [modelHash] CheckpointContent modelHash
             * @property {string|null} [engine] CheckpointContent engine
             * @property {string|null} [inputStream] CheckpointContent inputStream
             * @property {number|null} [inputSequence] CheckpointContent inputSequence
             * @property {number|null} [outputSequence] CheckpointContent outputSequence
             * @property {number|null} [twinTimeMs] CheckpointContent twinTimeMs
             * @property {number|null} [stateVersion] CheckpointContent stateVersion
             * @property {Uint8Array|null} [state] CheckpointContent state
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a CheckpointContent.
             * @memberof twin.v1
             * @interface ICheckpointContent
             * @augments twin.v1.CheckpointContent.$Properties
             * @deprecated Use twin.v1.CheckpointContent.$Properties instead.
             */

            /**
             * Shape of a CheckpointContent.
             * @typedef {twin.v1.CheckpointContent.$Properties} twin.v1.CheckpointContent.$Shape
             */

            /**
             * Constructs a new CheckpointContent.
             * @memberof twin.v1
             * @classdesc Represents a CheckpointContent.
             * @constructor
             * @param {twin.v1.CheckpointContent.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const CheckpointContent = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * CheckpointContent asset.
             * @member {string} asset
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.asset = "";

            /**
             * CheckpointContent modelHash.
             * @member {string} modelHash
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.modelHash = "";

            /**
             * CheckpointContent engine.
             * @member {string} engine
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.engine = "";

            /**
             * CheckpointContent inputStream.
             * @member {string} inputStream
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.inputStream = "";

            /**
             * CheckpointContent inputSequence.
             * @member {number} inputSequence
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.inputSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * CheckpointContent outputSequence.
             * @member {number} outputSequence
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.outputSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * CheckpointContent twinTimeMs.
             * @member {number} twinTimeMs
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.twinTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * CheckpointContent stateVersion.
             * @member {number} stateVersion
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.stateVersion = 0;

            /**
             * CheckpointContent state.
             * @member {Uint8Array} state
             * @memberof twin.v1.CheckpointContent
             * @instance
             */
            CheckpointContent.prototype.state = $util.newBuffer([]);

            /**
             * Encodes the specified CheckpointContent message. Does not implicitly {@link twin.v1.CheckpointContent.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.CheckpointContent
             * @static
             * @param {twin.v1.CheckpointContent.$Properties} message CheckpointContent message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            CheckpointContent.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.asset != null && $Object.hasOwnProperty.call(message, "asset") && message.asset !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.asset);
                if (message.modelHash != null && $Object.hasOwnProperty.call(message, "modelHash") && message.modelHash !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.modelHash);
                if (message.engine != null && $Object.hasOwnProperty.call(message, "engine") && message.engine !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.engine);
                if (message.inputStream != null && $Object.hasOwnProperty.call(message, "inputStream") && message.inputStream !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.inputStream);
                if (message.inputSequence != null && $Object.hasOwnProperty.call(message, "inputSequence") && (typeof message.inputSequence === "object" ? message.inputSequence.low || message.inputSequence.high : message.inputSequence !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.inputSequence);
                if (message.outputSequence != null && $Object.hasOwnProperty.call(message, "outputSequence") && (typeof message.outputSequence === "object" ? message.outputSequence.low || message.outputSequence.high : message.outputSequence !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.outputSequence);
                if (message.twinTimeMs != null && $Object.hasOwnProperty.call(message, "twinTimeMs") && (typeof message.twinTimeMs === "object" ? message.twinTimeMs.low || message.twinTimeMs.high : message.twinTimeMs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).int64(message.twinTimeMs);
                if (message.stateVersion != null && $Object.hasOwnProperty.call(message, "stateVersion") && message.stateVersion !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.stateVersion);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state.length)
                    writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.state);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a CheckpointContent message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.CheckpointContent
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.CheckpointContent & twin.v1.CheckpointContent.$Shape} CheckpointContent
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            CheckpointContent.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.CheckpointContent();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.asset = value;
                            else
                                delete message.asset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelHash = value;
                            else
                                delete message.modelHash;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.engine = value;
                            else
                                delete message.engine;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.inputStream = value;
                            else
                                delete message.inputStream;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.inputSequence = value;
                            else
                                delete message.inputSequence;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.outputSequence = value;
                            else
                                delete message.outputSequence;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.twinTimeMs = value;
                            else
                                delete message.twinTimeMs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.stateVersion = value;
                            else
                                delete message.stateVersion;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return CheckpointContent;
        })();

        v1.Checkpoint = (function() {

            /**
             * Properties of a Checkpoint.
             * @typedef {Object} twin.v1.Checkpoint.$Properties
             * @property {number|null} [version] Checkpoint version
             * @property {Uint8Array|null} [content] Checkpoint content
             * @property {number|null} [crc32] Checkpoint crc32
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Checkpoint.
             * @memberof twin.v1
             * @interface ICheckpoint
             * @augments twin.v1.Checkpoint.$Properties
             * @deprecated Use twin.v1.Checkpoint.$Properties instead.
             */

            /**
             * Shape of a Checkpoint.
             * @typedef {twin.v1.Checkpoint.$Properties} twin.v1.Checkpoint.$Shape
             */

            /**
             * Constructs a new Checkpoint.
             * @memberof twin.v1
             * @classdesc Represents a Checkpoint.
             * @constructor
             * @param {twin.v1.Checkpoint.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Checkpoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Checkpoint version.
             * @member {number} version
             * @memberof twin.v1.Checkpoint
             * @instance
             */
            Checkpoint.prototype.version = 0;

            /**
             * Checkpoint content.
             * @member {Uint8Array} content
             * @memberof twin.v1.Checkpoint
             * @instance
             */
            Checkpoint.prototype.content = $util.newBuffer([]);

            /**
             * Checkpoint crc32.
             * @member {number|null|undefined} crc32
             * @memberof twin.v1.Checkpoint
             * @instance
             */
            Checkpoint.prototype.crc32 = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Checkpoint.prototype, "_crc32", {
                get: $util.oneOfGetter($oneOfFields = ["crc32"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Checkpoint message. Does not implicitly {@link twin.v1.Checkpoint.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.Checkpoint
             * @static
             * @param {twin.v1.Checkpoint.$Properties} message Checkpoint message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Checkpoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                if (message.content != null && $Object.hasOwnProperty.call(message, "content") && message.content.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.content);
                if (message.crc32 != null && $Object.hasOwnProperty.call(message, "crc32"))
                    writer.uint32(/* id 3, wireType 5 =*/29).fixed32(message.crc32);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Checkpoint message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.Checkpoint
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.Checkpoint & twin.v1.Checkpoint.$Shape} Checkpoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Checkpoint.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.Checkpoint();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.content = value;
                            else
                                delete message.content;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 5)
                                break;
                            message.crc32 = reader.fixed32();
                            message._crc32 = "crc32";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Checkpoint;
        })();

        /**
         * DeviationState enum.
         * @name twin.v1.DeviationState
         * @enum {number}
         * @property {number} DEVIATION_STATE_UNSPECIFIED=0 DEVIATION_STATE_UNSPECIFIED value
         * @property {number} DEVIATION_STATE_RAISED=1 DEVIATION_STATE_RAISED value
         * @property {number} DEVIATION_STATE_CLEARED=2 DEVIATION_STATE_CLEARED value
         */
        v1.DeviationState = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVIATION_STATE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DEVIATION_STATE_RAISED"] = 1;
            values[valuesById[2] = "DEVIATION_STATE_CLEARED"] = 2;
            return values;
        })();

        /**
         * DeviationKind enum.
         * @name twin.v1.DeviationKind
         * @enum {number}
         * @property {number} DEVIATION_KIND_UNSPECIFIED=0 DEVIATION_KIND_UNSPECIFIED value
         * @property {number} DEVIATION_KIND_SHIFT=1 DEVIATION_KIND_SHIFT value
         * @property {number} DEVIATION_KIND_DRIFT=2 DEVIATION_KIND_DRIFT value
         * @property {number} DEVIATION_KIND_NOISE=3 DEVIATION_KIND_NOISE value
         * @property {number} DEVIATION_KIND_FLATLINE=4 DEVIATION_KIND_FLATLINE value
         * @property {number} DEVIATION_KIND_DROPOUT=5 DEVIATION_KIND_DROPOUT value
         */
        v1.DeviationKind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DEVIATION_KIND_UNSPECIFIED"] = 0;
            values[valuesById[1] = "DEVIATION_KIND_SHIFT"] = 1;
            values[valuesById[2] = "DEVIATION_KIND_DRIFT"] = 2;
            values[valuesById[3] = "DEVIATION_KIND_NOISE"] = 3;
            values[valuesById[4] = "DEVIATION_KIND_FLATLINE"] = 4;
            values[valuesById[5] = "DEVIATION_KIND_DROPOUT"] = 5;
            return values;
        })();

        /**
         * Severity enum.
         * @name twin.v1.Severity
         * @enum {number}
         * @property {number} SEVERITY_UNSPECIFIED=0 SEVERITY_UNSPECIFIED value
         * @property {number} SEVERITY_LOW=1 SEVERITY_LOW value
         * @property {number} SEVERITY_MEDIUM=2 SEVERITY_MEDIUM value
         * @property {number} SEVERITY_HIGH=3 SEVERITY_HIGH value
         * @property {number} SEVERITY_CRITICAL=4 SEVERITY_CRITICAL value
         */
        v1.Severity = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SEVERITY_UNSPECIFIED"] = 0;
            values[valuesById[1] = "SEVERITY_LOW"] = 1;
            values[valuesById[2] = "SEVERITY_MEDIUM"] = 2;
            values[valuesById[3] = "SEVERITY_HIGH"] = 3;
            values[valuesById[4] = "SEVERITY_CRITICAL"] = 4;
            return values;
        })();

        v1.LikelyCause = (function() {

            /**
             * Properties of a LikelyCause.
             * @typedef {Object} twin.v1.LikelyCause.$Properties
             * @property {string|null} [name] LikelyCause name
             * @property {number|null} [explainedShare] LikelyCause explainedShare
             * @property {number|null} [magnitude] LikelyCause magnitude
             * @property {string|null} [unit] LikelyCause unit
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a LikelyCause.
             * @memberof twin.v1
             * @interface ILikelyCause
             * @augments twin.v1.LikelyCause.$Properties
             * @deprecated Use twin.v1.LikelyCause.$Properties instead.
             */

            /**
             * Shape of a LikelyCause.
             * @typedef {twin.v1.LikelyCause.$Properties} twin.v1.LikelyCause.$Shape
             */

            /**
             * Constructs a new LikelyCause.
             * @memberof twin.v1
             * @classdesc Represents a LikelyCause.
             * @constructor
             * @param {twin.v1.LikelyCause.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const LikelyCause = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * LikelyCause name.
             * @member {string} name
             * @memberof twin.v1.LikelyCause
             * @instance
             */
            LikelyCause.prototype.name = "";

            /**
             * LikelyCause explainedShare.
             * @member {number} explainedShare
             * @memberof twin.v1.LikelyCause
             * @instance
             */
            LikelyCause.prototype.explainedShare = 0;

            /**
             * LikelyCause magnitude.
             * @member {number} magnitude
             * @memberof twin.v1.LikelyCause
             * @instance
             */
            LikelyCause.prototype.magnitude = 0;

            /**
             * LikelyCause unit.
             * @member {string} unit
             * @memberof twin.v1.LikelyCause
             * @instance
             */
            LikelyCause.prototype.unit = "";

            /**
             * Encodes the specified LikelyCause message. Does not implicitly {@link twin.v1.LikelyCause.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.LikelyCause
             * @static
             * @param {twin.v1.LikelyCause.$Properties} message LikelyCause message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            LikelyCause.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.explainedShare != null && $Object.hasOwnProperty.call(message, "explainedShare") && !$Object.is(message.explainedShare, 0))
                    writer.uint32(/* id 2, wireType 1 =*/17).double(message.explainedShare);
                if (message.magnitude != null && $Object.hasOwnProperty.call(message, "magnitude") && !$Object.is(message.magnitude, 0))
                    writer.uint32(/* id 3, wireType 1 =*/25).double(message.magnitude);
                if (message.unit != null && $Object.hasOwnProperty.call(message, "unit") && message.unit !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.unit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a LikelyCause message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.LikelyCause
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.LikelyCause & twin.v1.LikelyCause.$Shape} LikelyCause
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            LikelyCause.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.LikelyCause();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.explainedShare = value;
                            else
                                delete message.explainedShare;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.magnitude = value;
                            else
                                delete message.magnitude;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.unit = value;
                            else
                                delete message.unit;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return LikelyCause;
        })();

        v1.Deviation = (function() {

            /**
             * Properties of a Deviation.
             * @typedef {Object} twin.v1.Deviation.$Properties
             * @property {string|null} [deviationId] Deviation deviationId
             * @property {string|null} [asset] Deviation asset
             * @property {string|null} [sensorId] Deviation sensorId
             * @property {twin.v1.DeviationState|null} [state] Deviation state
             * @property {twin.v1.DeviationKind|null} [kind] Deviation kind
             * @property {twin.v1.Severity|null} [severity] Deviation severity
             * @property {number|null} [actual] Deviation actual
             * @property {number|null} [predicted] Deviation predicted
             * @property {string|null} [unit] Deviation unit
             * @property {number|null} [statistic] Deviation statistic
             * @property {number|null} [limit] Deviation limit
             * @property {number|null} [beganAtMs] Deviation beganAtMs
             * @property {number|null} [detectedAtMs] Deviation detectedAtMs
             * @property {Array.<twin.v1.LikelyCause.$Properties>|null} [causes] Deviation causes
             * @property {boolean|null} [indistinguishable] Deviation indistinguishable
             * @property {Array.<string>|null} [settledBy] Deviation settledBy
             * @property {string|null} [chart] Deviation chart
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Deviation.
             * @memberof twin.v1
             * @interface IDeviation
             * @augments twin.v1.Deviation.$Properties
             * @deprecated Use twin.v1.Deviation.$Properties instead.
             */

            /**
             * Shape of a Deviation.
             * @typedef {twin.v1.Deviation.$Properties} twin.v1.Deviation.$Shape
             */

            /**
             * Constructs a new Deviation.
             * @memberof twin.v1
             * @classdesc Represents a Deviation.
             * @constructor
             * @param {twin.v1.Deviation.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Deviation = function (properties) {
                this.causes = [];
                this.settledBy = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Deviation deviationId.
             * @member {string} deviationId
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.deviationId = "";

            /**
             * Deviation asset.
             * @member {string} asset
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.asset = "";

            /**
             * Deviation sensorId.
             * @member {string} sensorId
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.sensorId = "";

            /**
             * Deviation state.
             * @member {twin.v1.DeviationState} state
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.state = 0;

            /**
             * Deviation kind.
             * @member {twin.v1.DeviationKind} kind
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.kind = 0;

            /**
             * Deviation severity.
             * @member {twin.v1.Severity} severity
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.severity = 0;

            /**
             * Deviation actual.
             * @member {number} actual
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.actual = 0;

            /**
             * Deviation predicted.
             * @member {number} predicted
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.predicted = 0;

            /**
             * Deviation unit.
             * @member {string} unit
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.unit = "";

            /**
             * Deviation statistic.
             * @member {number} statistic
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.statistic = 0;

            /**
             * Deviation limit.
             * @member {number} limit
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.limit = 0;

            /**
             * Deviation beganAtMs.
             * @member {number} beganAtMs
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.beganAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Deviation detectedAtMs.
             * @member {number} detectedAtMs
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.detectedAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Deviation causes.
             * @member {Array.<twin.v1.LikelyCause.$Properties>} causes
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.causes = $util.emptyArray;

            /**
             * Deviation indistinguishable.
             * @member {boolean} indistinguishable
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.indistinguishable = false;

            /**
             * Deviation settledBy.
             * @member {Array.<string>} settledBy
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.settledBy = $util.emptyArray;

            /**
             * Deviation chart.
             * @member {string} chart
             * @memberof twin.v1.Deviation
             * @instance
             */
            Deviation.prototype.chart = "";

            /**
             * Encodes the specified Deviation message. Does not implicitly {@link twin.v1.Deviation.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.Deviation
             * @static
             * @param {twin.v1.Deviation.$Properties} message Deviation message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Deviation.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.deviationId != null && $Object.hasOwnProperty.call(message, "deviationId") && message.deviationId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.deviationId);
                if (message.asset != null && $Object.hasOwnProperty.call(message, "asset") && message.asset !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.asset);
                if (message.sensorId != null && $Object.hasOwnProperty.call(message, "sensorId") && message.sensorId !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.sensorId);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.state);
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).int32(message.kind);
                if (message.severity != null && $Object.hasOwnProperty.call(message, "severity") && message.severity !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).int32(message.severity);
                if (message.actual != null && $Object.hasOwnProperty.call(message, "actual") && !$Object.is(message.actual, 0))
                    writer.uint32(/* id 7, wireType 1 =*/57).double(message.actual);
                if (message.predicted != null && $Object.hasOwnProperty.call(message, "predicted") && !$Object.is(message.predicted, 0))
                    writer.uint32(/* id 8, wireType 1 =*/65).double(message.predicted);
                if (message.unit != null && $Object.hasOwnProperty.call(message, "unit") && message.unit !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.unit);
                if (message.statistic != null && $Object.hasOwnProperty.call(message, "statistic") && !$Object.is(message.statistic, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.statistic);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && !$Object.is(message.limit, 0))
                    writer.uint32(/* id 11, wireType 1 =*/89).double(message.limit);
                if (message.beganAtMs != null && $Object.hasOwnProperty.call(message, "beganAtMs") && (typeof message.beganAtMs === "object" ? message.beganAtMs.low || message.beganAtMs.high : message.beganAtMs !== 0))
                    writer.uint32(/* id 12, wireType 0 =*/96).int64(message.beganAtMs);
                if (message.detectedAtMs != null && $Object.hasOwnProperty.call(message, "detectedAtMs") && (typeof message.detectedAtMs === "object" ? message.detectedAtMs.low || message.detectedAtMs.high : message.detectedAtMs !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).int64(message.detectedAtMs);
                if (message.causes != null && message.causes.length)
                    for (let i = 0; i < message.causes.length; ++i)
                        $root.twin.v1.LikelyCause.encode(message.causes[i], writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                if (message.indistinguishable != null && $Object.hasOwnProperty.call(message, "indistinguishable") && message.indistinguishable !== false)
                    writer.uint32(/* id 15, wireType 0 =*/120).bool(message.indistinguishable);
                if (message.settledBy != null && message.settledBy.length)
                    for (let i = 0; i < message.settledBy.length; ++i)
                        writer.uint32(/* id 16, wireType 2 =*/130).string(message.settledBy[i]);
                if (message.chart != null && $Object.hasOwnProperty.call(message, "chart") && message.chart !== "")
                    writer.uint32(/* id 17, wireType 2 =*/138).string(message.chart);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Deviation message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.Deviation
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.Deviation & twin.v1.Deviation.$Shape} Deviation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Deviation.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.Deviation();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.deviationId = value;
                            else
                                delete message.deviationId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.asset = value;
                            else
                                delete message.asset;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensorId = value;
                            else
                                delete message.sensorId;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.kind = value;
                            else
                                delete message.kind;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.severity = value;
                            else
                                delete message.severity;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.actual = value;
                            else
                                delete message.actual;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.predicted = value;
                            else
                                delete message.predicted;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.unit = value;
                            else
                                delete message.unit;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.statistic = value;
                            else
                                delete message.statistic;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.beganAtMs = value;
                            else
                                delete message.beganAtMs;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.detectedAtMs = value;
                            else
                                delete message.detectedAtMs;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 2)
                                break;
                            if (!(message.causes && message.causes.length))
                                message.causes = [];
                            message.causes.push($root.twin.v1.LikelyCause.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.indistinguishable = value;
                            else
                                delete message.indistinguishable;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 2)
                                break;
                            if (!(message.settledBy && message.settledBy.length))
                                message.settledBy = [];
                            message.settledBy.push(reader.stringVerify());
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.chart = value;
                            else
                                delete message.chart;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Deviation;
        })();

        v1.ScenarioJob = (function() {

            /**
             * Properties of a ScenarioJob.
             * @typedef {Object} twin.v1.ScenarioJob.$Properties
             * @property {string|null} [runId] ScenarioJob runId
             * @property {number|null} [jobIndex] ScenarioJob jobIndex
             * @property {number|null} [jobCount] ScenarioJob jobCount
             * @property {string|null} [documentJson] ScenarioJob documentJson
             * @property {string|null} [documentObject] ScenarioJob documentObject
             * @property {string|null} [documentSha256] ScenarioJob documentSha256
             * @property {number|null} [seed] ScenarioJob seed
             * @property {number|null} [firstReplication] ScenarioJob firstReplication
             * @property {number|null} [replicationCount] ScenarioJob replicationCount
             * @property {number|null} [durationS] ScenarioJob durationS
             * @property {number|null} [warmUpS] ScenarioJob warmUpS
             * @property {number|null} [telemetryIntervalS] ScenarioJob telemetryIntervalS
             * @property {number|null} [submittedAtMs] ScenarioJob submittedAtMs
             * @property {"documentJson"|"documentObject"} [document] ScenarioJob document
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScenarioJob.
             * @memberof twin.v1
             * @interface IScenarioJob
             * @augments twin.v1.ScenarioJob.$Properties
             * @deprecated Use twin.v1.ScenarioJob.$Properties instead.
             */

            /**
             * Narrowed shape of a ScenarioJob.
             * @typedef {{
             *   runId?: string|null;
             *   jobIndex?: number|null;
             *   jobCount?: number|null;
             *   documentJson?: string|null;
             *   documentObject?: string|null;
             *   documentSha256?: string|null;
             *   seed?: number|null;
             *   firstReplication?: number|null;
             *   replicationCount?: number|null;
             *   durationS?: number|null;
             *   warmUpS?: number|null;
             *   telemetryIntervalS?: number|null;
             *   submittedAtMs?: number|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ document?: undefined; documentJson?: null; documentObject?: null }|{ document?: "documentJson"; documentJson: string; documentObject?: null }|{ document?: "documentObject"; documentJson?: null; documentObject: string })
             * )} twin.v1.ScenarioJob.$Shape
             */

            /**
             * Constructs a new ScenarioJob.
             * @memberof twin.v1
             * @classdesc Represents a ScenarioJob.
             * @constructor
             * @param {twin.v1.ScenarioJob.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScenarioJob = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScenarioJob runId.
             * @member {string} runId
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.runId = "";

            /**
             * ScenarioJob jobIndex.
             * @member {number} jobIndex
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.jobIndex = 0;

            /**
             * ScenarioJob jobCount.
             * @member {number} jobCount
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.jobCount = 0;

            /**
             * ScenarioJob documentJson.
             * @member {string|null|undefined} documentJson
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.documentJson = null;

            /**
             * ScenarioJob documentObject.
             * @member {string|null|undefined} documentObject
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.documentObject = null;

            /**
             * ScenarioJob documentSha256.
             * @member {string} documentSha256
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.documentSha256 = "";

            /**
             * ScenarioJob seed.
             * @member {number} seed
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.seed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ScenarioJob firstReplication.
             * @member {number} firstReplication
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.firstReplication = 0;

            /**
             * ScenarioJob replicationCount.
             * @member {number} replicationCount
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.replicationCount = 0;

            /**
             * ScenarioJob durationS.
             * @member {number} durationS
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.durationS = 0;

            /**
             * ScenarioJob warmUpS.
             * @member {number} warmUpS
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.warmUpS = 0;

            /**
             * ScenarioJob telemetryIntervalS.
             * @member {number} telemetryIntervalS
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.telemetryIntervalS = 0;

            /**
             * ScenarioJob submittedAtMs.
             * @member {number} submittedAtMs
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            ScenarioJob.prototype.submittedAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ScenarioJob document.
             * @member {"documentJson"|"documentObject"|undefined} document
             * @memberof twin.v1.ScenarioJob
             * @instance
             */
            $Object.defineProperty(ScenarioJob.prototype, "document", {
                get: $util.oneOfGetter($oneOfFields = ["documentJson", "documentObject"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ScenarioJob message. Does not implicitly {@link twin.v1.ScenarioJob.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.ScenarioJob
             * @static
             * @param {twin.v1.ScenarioJob.$Properties} message ScenarioJob message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScenarioJob.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.jobIndex != null && $Object.hasOwnProperty.call(message, "jobIndex") && message.jobIndex !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.jobIndex);
                if (message.jobCount != null && $Object.hasOwnProperty.call(message, "jobCount") && message.jobCount !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.jobCount);
                if (message.documentJson != null && $Object.hasOwnProperty.call(message, "documentJson"))
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.documentJson);
                if (message.documentObject != null && $Object.hasOwnProperty.call(message, "documentObject"))
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.documentObject);
                if (message.documentSha256 != null && $Object.hasOwnProperty.call(message, "documentSha256") && message.documentSha256 !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.documentSha256);
                if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && (typeof message.seed === "object" ? message.seed.low || message.seed.high : message.seed !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.seed);
                if (message.firstReplication != null && $Object.hasOwnProperty.call(message, "firstReplication") && message.firstReplication !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.firstReplication);
                if (message.replicationCount != null && $Object.hasOwnProperty.call(message, "replicationCount") && message.replicationCount !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.replicationCount);
                if (message.durationS != null && $Object.hasOwnProperty.call(message, "durationS") && !$Object.is(message.durationS, 0))
                    writer.uint32(/* id 10, wireType 1 =*/81).double(message.durationS);
                if (message.warmUpS != null && $Object.hasOwnProperty.call(message, "warmUpS") && !$Object.is(message.warmUpS, 0))
                    writer.uint32(/* id 11, wireType 1 =*/89).double(message.warmUpS);
                if (message.telemetryIntervalS != null && $Object.hasOwnProperty.call(message, "telemetryIntervalS") && !$Object.is(message.telemetryIntervalS, 0))
                    writer.uint32(/* id 12, wireType 1 =*/97).double(message.telemetryIntervalS);
                if (message.submittedAtMs != null && $Object.hasOwnProperty.call(message, "submittedAtMs") && (typeof message.submittedAtMs === "object" ? message.submittedAtMs.low || message.submittedAtMs.high : message.submittedAtMs !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).int64(message.submittedAtMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScenarioJob message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.ScenarioJob
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.ScenarioJob & twin.v1.ScenarioJob.$Shape} ScenarioJob
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScenarioJob.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.ScenarioJob();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.jobIndex = value;
                            else
                                delete message.jobIndex;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.jobCount = value;
                            else
                                delete message.jobCount;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.documentJson = reader.stringVerify();
                            message.document = "documentJson";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.documentObject = reader.stringVerify();
                            message.document = "documentObject";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.documentSha256 = value;
                            else
                                delete message.documentSha256;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.seed = value;
                            else
                                delete message.seed;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.firstReplication = value;
                            else
                                delete message.firstReplication;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicationCount = value;
                            else
                                delete message.replicationCount;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.durationS = value;
                            else
                                delete message.durationS;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.warmUpS = value;
                            else
                                delete message.warmUpS;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
                                message.telemetryIntervalS = value;
                            else
                                delete message.telemetryIntervalS;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.submittedAtMs = value;
                            else
                                delete message.submittedAtMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScenarioJob;
        })();

        /**
         * JobOutcome enum.
         * @name twin.v1.JobOutcome
         * @enum {number}
         * @property {number} JOB_OUTCOME_UNSPECIFIED=0 JOB_OUTCOME_UNSPECIFIED value
         * @property {number} JOB_OUTCOME_COMPLETED=1 JOB_OUTCOME_COMPLETED value
         * @property {number} JOB_OUTCOME_FAILED=2 JOB_OUTCOME_FAILED value
         * @property {number} JOB_OUTCOME_CANCELLED=3 JOB_OUTCOME_CANCELLED value
         */
        v1.JobOutcome = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "JOB_OUTCOME_UNSPECIFIED"] = 0;
            values[valuesById[1] = "JOB_OUTCOME_COMPLETED"] = 1;
            values[valuesById[2] = "JOB_OUTCOME_FAILED"] = 2;
            values[valuesById[3] = "JOB_OUTCOME_CANCELLED"] = 3;
            return values;
        })();

        v1.Metric = (function() {

            /**
             * Properties of a Metric.
             * @typedef {Object} twin.v1.Metric.$Properties
             * @property {string|null} [name] Metric name
             * @property {string|null} [unit] Metric unit
             * @property {Array.<number>|null} [values] Metric values
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Metric.
             * @memberof twin.v1
             * @interface IMetric
             * @augments twin.v1.Metric.$Properties
             * @deprecated Use twin.v1.Metric.$Properties instead.
             */

            /**
             * Shape of a Metric.
             * @typedef {twin.v1.Metric.$Properties} twin.v1.Metric.$Shape
             */

            /**
             * Constructs a new Metric.
             * @memberof twin.v1
             * @classdesc Represents a Metric.
             * @constructor
             * @param {twin.v1.Metric.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Metric = function (properties) {
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Metric name.
             * @member {string} name
             * @memberof twin.v1.Metric
             * @instance
             */
            Metric.prototype.name = "";

            /**
             * Metric unit.
             * @member {string} unit
             * @memberof twin.v1.Metric
             * @instance
             */
            Metric.prototype.unit = "";

            /**
             * Metric values.
             * @member {Array.<number>} values
             * @memberof twin.v1.Metric
             * @instance
             */
            Metric.prototype.values = $util.emptyArray;

            /**
             * Encodes the specified Metric message. Does not implicitly {@link twin.v1.Metric.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.Metric
             * @static
             * @param {twin.v1.Metric.$Properties} message Metric message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Metric.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.unit != null && $Object.hasOwnProperty.call(message, "unit") && message.unit !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.unit);
                if (message.values != null && message.values.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).doubles(message.values);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Metric message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.Metric
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.Metric & twin.v1.Metric.$Shape} Metric
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Metric.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.Metric();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.unit = value;
                            else
                                delete message.unit;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.values && message.values.length))
                                    message.values = [];
                                reader.doubles(message.values);
                                continue;
                            }
                            if (wireType !== 1)
                                break;
                            if (!(message.values && message.values.length))
                                message.values = [];
                            message.values.push(reader.double());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Metric;
        })();

        v1.JobFailure = (function() {

            /**
             * Properties of a JobFailure.
             * @typedef {Object} twin.v1.JobFailure.$Properties
             * @property {string|null} [code] JobFailure code
             * @property {string|null} [message] JobFailure message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a JobFailure.
             * @memberof twin.v1
             * @interface IJobFailure
             * @augments twin.v1.JobFailure.$Properties
             * @deprecated Use twin.v1.JobFailure.$Properties instead.
             */

            /**
             * Shape of a JobFailure.
             * @typedef {twin.v1.JobFailure.$Properties} twin.v1.JobFailure.$Shape
             */

            /**
             * Constructs a new JobFailure.
             * @memberof twin.v1
             * @classdesc Represents a JobFailure.
             * @constructor
             * @param {twin.v1.JobFailure.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const JobFailure = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * JobFailure code.
             * @member {string} code
             * @memberof twin.v1.JobFailure
             * @instance
             */
            JobFailure.prototype.code = "";

            /**
             * JobFailure message.
             * @member {string} message
             * @memberof twin.v1.JobFailure
             * @instance
             */
            JobFailure.prototype.message = "";

            /**
             * Encodes the specified JobFailure message. Does not implicitly {@link twin.v1.JobFailure.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.JobFailure
             * @static
             * @param {twin.v1.JobFailure.$Properties} message JobFailure message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            JobFailure.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a JobFailure message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.JobFailure
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.JobFailure & twin.v1.JobFailure.$Shape} JobFailure
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            JobFailure.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.JobFailure();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return JobFailure;
        })();

        v1.ScenarioResult = (function() {

            /**
             * Properties of a ScenarioResult.
             * @typedef {Object} twin.v1.ScenarioResult.$Properties
             * @property {string|null} [runId] ScenarioResult runId
             * @property {number|null} [jobIndex] ScenarioResult jobIndex
             * @property {twin.v1.JobOutcome|null} [outcome] ScenarioResult outcome
             * @property {number|null} [firstReplication] ScenarioResult firstReplication
             * @property {number|null} [replicationCount] ScenarioResult replicationCount
             * @property {Array.<twin.v1.Metric.$Properties>|null} [metrics] ScenarioResult metrics
             * @property {twin.v1.JobFailure.$Properties|null} [failure] ScenarioResult failure
             * @property {string|null} [tablesObject] ScenarioResult tablesObject
             * @property {string|null} [tablesSha256] ScenarioResult tablesSha256
             * @property {string|null} [engine] ScenarioResult engine
             * @property {string|null} [worker] ScenarioResult worker
             * @property {number|null} [attempt] ScenarioResult attempt
             * @property {number|null} [startedAtMs] ScenarioResult startedAtMs
             * @property {number|null} [finishedAtMs] ScenarioResult finishedAtMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ScenarioResult.
             * @memberof twin.v1
             * @interface IScenarioResult
             * @augments twin.v1.ScenarioResult.$Properties
             * @deprecated Use twin.v1.ScenarioResult.$Properties instead.
             */

            /**
             * Shape of a ScenarioResult.
             * @typedef {twin.v1.ScenarioResult.$Properties} twin.v1.ScenarioResult.$Shape
             */

            /**
             * Constructs a new ScenarioResult.
             * @memberof twin.v1
             * @classdesc Represents a ScenarioResult.
             * @constructor
             * @param {twin.v1.ScenarioResult.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ScenarioResult = function (properties) {
                this.metrics = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ScenarioResult runId.
             * @member {string} runId
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.runId = "";

            /**
             * ScenarioResult jobIndex.
             * @member {number} jobIndex
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.jobIndex = 0;

            /**
             * ScenarioResult outcome.
             * @member {twin.v1.JobOutcome} outcome
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.outcome = 0;

            /**
             * ScenarioResult firstReplication.
             * @member {number} firstReplication
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.firstReplication = 0;

            /**
             * ScenarioResult replicationCount.
             * @member {number} replicationCount
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.replicationCount = 0;

            /**
             * ScenarioResult metrics.
             * @member {Array.<twin.v1.Metric.$Properties>} metrics
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.metrics = $util.emptyArray;

            /**
             * ScenarioResult failure.
             * @member {twin.v1.JobFailure.$Properties|null|undefined} failure
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.failure = null;

            /**
             * ScenarioResult tablesObject.
             * @member {string} tablesObject
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.tablesObject = "";

            /**
             * ScenarioResult tablesSha256.
             * @member {string} tablesSha256
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.tablesSha256 = "";

            /**
             * ScenarioResult engine.
             * @member {string} engine
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.engine = "";

            /**
             * ScenarioResult worker.
             * @member {string} worker
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.worker = "";

            /**
             * ScenarioResult attempt.
             * @member {number} attempt
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.attempt = 0;

            /**
             * ScenarioResult startedAtMs.
             * @member {number} startedAtMs
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.startedAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * ScenarioResult finishedAtMs.
             * @member {number} finishedAtMs
             * @memberof twin.v1.ScenarioResult
             * @instance
             */
            ScenarioResult.prototype.finishedAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Encodes the specified ScenarioResult message. Does not implicitly {@link twin.v1.ScenarioResult.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.ScenarioResult
             * @static
             * @param {twin.v1.ScenarioResult.$Properties} message ScenarioResult message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ScenarioResult.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
                if (message.jobIndex != null && $Object.hasOwnProperty.call(message, "jobIndex") && message.jobIndex !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.jobIndex);
                if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.outcome);
                if (message.firstReplication != null && $Object.hasOwnProperty.call(message, "firstReplication") && message.firstReplication !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.firstReplication);
                if (message.replicationCount != null && $Object.hasOwnProperty.call(message, "replicationCount") && message.replicationCount !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.replicationCount);
                if (message.metrics != null && message.metrics.length)
                    for (let i = 0; i < message.metrics.length; ++i)
                        $root.twin.v1.Metric.encode(message.metrics[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.failure != null && $Object.hasOwnProperty.call(message, "failure"))
                    $root.twin.v1.JobFailure.encode(message.failure, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.tablesObject != null && $Object.hasOwnProperty.call(message, "tablesObject") && message.tablesObject !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.tablesObject);
                if (message.tablesSha256 != null && $Object.hasOwnProperty.call(message, "tablesSha256") && message.tablesSha256 !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.tablesSha256);
                if (message.engine != null && $Object.hasOwnProperty.call(message, "engine") && message.engine !== "")
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.engine);
                if (message.worker != null && $Object.hasOwnProperty.call(message, "worker") && message.worker !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.worker);
                if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.attempt);
                if (message.startedAtMs != null && $Object.hasOwnProperty.call(message, "startedAtMs") && (typeof message.startedAtMs === "object" ? message.startedAtMs.low || message.startedAtMs.high : message.startedAtMs !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).int64(message.startedAtMs);
                if (message.finishedAtMs != null && $Object.hasOwnProperty.call(message, "finishedAtMs") && (typeof message.finishedAtMs === "object" ? message.finishedAtMs.low || message.finishedAtMs.high : message.finishedAtMs !== 0))
                    writer.uint32(/* id 14, wireType 0 =*/112).int64(message.finishedAtMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ScenarioResult message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.ScenarioResult
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.ScenarioResult & twin.v1.ScenarioResult.$Shape} ScenarioResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ScenarioResult.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.ScenarioResult();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.runId = value;
                            else
                                delete message.runId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.jobIndex = value;
                            else
                                delete message.jobIndex;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.outcome = value;
                            else
                                delete message.outcome;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.firstReplication = value;
                            else
                                delete message.firstReplication;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.replicationCount = value;
                            else
                                delete message.replicationCount;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.metrics && message.metrics.length))
                                message.metrics = [];
                            message.metrics.push($root.twin.v1.Metric.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            message.failure = $root.twin.v1.JobFailure.decode(reader, reader.size(), $undefined, _depth + 1, message.failure);
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tablesObject = value;
                            else
                                delete message.tablesObject;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.tablesSha256 = value;
                            else
                                delete message.tablesSha256;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.engine = value;
                            else
                                delete message.engine;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.worker = value;
                            else
                                delete message.worker;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.attempt = value;
                            else
                                delete message.attempt;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.startedAtMs = value;
                            else
                                delete message.startedAtMs;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.finishedAtMs = value;
                            else
                                delete message.finishedAtMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ScenarioResult;
        })();

        /**
         * TwinPhase enum.
         * @name twin.v1.TwinPhase
         * @enum {number}
         * @property {number} TWIN_PHASE_UNSPECIFIED=0 TWIN_PHASE_UNSPECIFIED value
         * @property {number} TWIN_PHASE_STARTING=1 TWIN_PHASE_STARTING value
         * @property {number} TWIN_PHASE_WARMING_UP=2 TWIN_PHASE_WARMING_UP value
         * @property {number} TWIN_PHASE_RUNNING=3 TWIN_PHASE_RUNNING value
         * @property {number} TWIN_PHASE_DEGRADED=4 TWIN_PHASE_DEGRADED value
         * @property {number} TWIN_PHASE_STOPPED=5 TWIN_PHASE_STOPPED value
         */
        v1.TwinPhase = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TWIN_PHASE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "TWIN_PHASE_STARTING"] = 1;
            values[valuesById[2] = "TWIN_PHASE_WARMING_UP"] = 2;
            values[valuesById[3] = "TWIN_PHASE_RUNNING"] = 3;
            values[valuesById[4] = "TWIN_PHASE_DEGRADED"] = 4;
            values[valuesById[5] = "TWIN_PHASE_STOPPED"] = 5;
            return values;
        })();

        /**
         * TwinMode enum.
         * @name twin.v1.TwinMode
         * @enum {number}
         * @property {number} TWIN_MODE_UNSPECIFIED=0 TWIN_MODE_UNSPECIFIED value
         * @property {number} TWIN_MODE_LIVE=1 TWIN_MODE_LIVE value
         * @property {number} TWIN_MODE_DURABLE=2 TWIN_MODE_DURABLE value
         */
        v1.TwinMode = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "TWIN_MODE_UNSPECIFIED"] = 0;
            values[valuesById[1] = "TWIN_MODE_LIVE"] = 1;
            values[valuesById[2] = "TWIN_MODE_DURABLE"] = 2;
            return values;
        })();

        /**
         * SignalFault enum.
         * @name twin.v1.SignalFault
         * @enum {number}
         * @property {number} SIGNAL_FAULT_UNSPECIFIED=0 SIGNAL_FAULT_UNSPECIFIED value
         * @property {number} SIGNAL_FAULT_STALE=1 SIGNAL_FAULT_STALE value
         * @property {number} SIGNAL_FAULT_FLATLINE=2 SIGNAL_FAULT_FLATLINE value
         * @property {number} SIGNAL_FAULT_GAP=3 SIGNAL_FAULT_GAP value
         * @property {number} SIGNAL_FAULT_BAD_QUALITY=4 SIGNAL_FAULT_BAD_QUALITY value
         * @property {number} SIGNAL_FAULT_FUTURE=5 SIGNAL_FAULT_FUTURE value
         * @property {number} SIGNAL_FAULT_OUT_OF_RANGE=6 SIGNAL_FAULT_OUT_OF_RANGE value
         */
        v1.SignalFault = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SIGNAL_FAULT_UNSPECIFIED"] = 0;
            values[valuesById[1] = "SIGNAL_FAULT_STALE"] = 1;
            values[valuesById[2] = "SIGNAL_FAULT_FLATLINE"] = 2;
            values[valuesById[3] = "SIGNAL_FAULT_GAP"] = 3;
            values[valuesById[4] = "SIGNAL_FAULT_BAD_QUALITY"] = 4;
            values[valuesById[5] = "SIGNAL_FAULT_FUTURE"] = 5;
            values[valuesById[6] = "SIGNAL_FAULT_OUT_OF_RANGE"] = 6;
            return values;
        })();

        v1.SignalStatus = (function() {

            /**
             * Properties of a SignalStatus.
             * @typedef {Object} twin.v1.SignalStatus.$Properties
             * @property {string|null} [sensorId] SignalStatus sensorId
             * @property {twin.v1.SignalFault|null} [fault] SignalStatus fault
             * @property {number|null} [sinceMs] SignalStatus sinceMs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a SignalStatus.
             * @memberof twin.v1
             * @interface ISignalStatus
             * @augments twin.v1.SignalStatus.$Properties
             * @deprecated Use twin.v1.SignalStatus.$Properties instead.
             */

            /**
             * Shape of a SignalStatus.
             * @typedef {twin.v1.SignalStatus.$Properties} twin.v1.SignalStatus.$Shape
             */

            /**
             * Constructs a new SignalStatus.
             * @memberof twin.v1
             * @classdesc Represents a SignalStatus.
             * @constructor
             * @param {twin.v1.SignalStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const SignalStatus = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * SignalStatus sensorId.
             * @member {string} sensorId
             * @memberof twin.v1.SignalStatus
             * @instance
             */
            SignalStatus.prototype.sensorId = "";

            /**
             * SignalStatus fault.
             * @member {twin.v1.SignalFault} fault
             * @memberof twin.v1.SignalStatus
             * @instance
             */
            SignalStatus.prototype.fault = 0;

            /**
             * SignalStatus sinceMs.
             * @member {number} sinceMs
             * @memberof twin.v1.SignalStatus
             * @instance
             */
            SignalStatus.prototype.sinceMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Encodes the specified SignalStatus message. Does not implicitly {@link twin.v1.SignalStatus.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.SignalStatus
             * @static
             * @param {twin.v1.SignalStatus.$Properties} message SignalStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            SignalStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sensorId != null && $Object.hasOwnProperty.call(message, "sensorId") && message.sensorId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.sensorId);
                if (message.fault != null && $Object.hasOwnProperty.call(message, "fault") && message.fault !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.fault);
                if (message.sinceMs != null && $Object.hasOwnProperty.call(message, "sinceMs") && (typeof message.sinceMs === "object" ? message.sinceMs.low || message.sinceMs.high : message.sinceMs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).int64(message.sinceMs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a SignalStatus message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.SignalStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.SignalStatus & twin.v1.SignalStatus.$Shape} SignalStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            SignalStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.SignalStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.sensorId = value;
                            else
                                delete message.sensorId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.fault = value;
                            else
                                delete message.fault;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.sinceMs = value;
                            else
                                delete message.sinceMs;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return SignalStatus;
        })();

        v1.TwinCounts = (function() {

            /**
             * Properties of a TwinCounts.
             * @typedef {Object} twin.v1.TwinCounts.$Properties
             * @property {number|null} [accepted] TwinCounts accepted
             * @property {number|null} [late] TwinCounts late
             * @property {number|null} [duplicate] TwinCounts duplicate
             * @property {number|null} [quarantined] TwinCounts quarantined
             * @property {number|null} [malformed] TwinCounts malformed
             * @property {number|null} [dropped] TwinCounts dropped
             * @property {number|null} [published] TwinCounts published
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TwinCounts.
             * @memberof twin.v1
             * @interface ITwinCounts
             * @augments twin.v1.TwinCounts.$Properties
             * @deprecated Use twin.v1.TwinCounts.$Properties instead.
             */

            /**
             * Shape of a TwinCounts.
             * @typedef {twin.v1.TwinCounts.$Properties} twin.v1.TwinCounts.$Shape
             */

            /**
             * Constructs a new TwinCounts.
             * @memberof twin.v1
             * @classdesc Represents a TwinCounts.
             * @constructor
             * @param {twin.v1.TwinCounts.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TwinCounts = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TwinCounts accepted.
             * @member {number} accepted
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.accepted = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts late.
             * @member {number} late
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.late = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts duplicate.
             * @member {number} duplicate
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.duplicate = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts quarantined.
             * @member {number} quarantined
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.quarantined = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts malformed.
             * @member {number} malformed
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.malformed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts dropped.
             * @member {number} dropped
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.dropped = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinCounts published.
             * @member {number} published
             * @memberof twin.v1.TwinCounts
             * @instance
             */
            TwinCounts.prototype.published = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified TwinCounts message. Does not implicitly {@link twin.v1.TwinCounts.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.TwinCounts
             * @static
             * @param {twin.v1.TwinCounts.$Properties} message TwinCounts message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TwinCounts.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted") && (typeof message.accepted === "object" ? message.accepted.low || message.accepted.high : message.accepted !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.accepted);
                if (message.late != null && $Object.hasOwnProperty.call(message, "late") && (typeof message.late === "object" ? message.late.low || message.late.high : message.late !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.late);
                if (message.duplicate != null && $Object.hasOwnProperty.call(message, "duplicate") && (typeof message.duplicate === "object" ? message.duplicate.low || message.duplicate.high : message.duplicate !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.duplicate);
                if (message.quarantined != null && $Object.hasOwnProperty.call(message, "quarantined") && (typeof message.quarantined === "object" ? message.quarantined.low || message.quarantined.high : message.quarantined !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.quarantined);
                if (message.malformed != null && $Object.hasOwnProperty.call(message, "malformed") && (typeof message.malformed === "object" ? message.malformed.low || message.malformed.high : message.malformed !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.malformed);
                if (message.dropped != null && $Object.hasOwnProperty.call(message, "dropped") && (typeof message.dropped === "object" ? message.dropped.low || message.dropped.high : message.dropped !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.dropped);
                if (message.published != null && $Object.hasOwnProperty.call(message, "published") && (typeof message.published === "object" ? message.published.low || message.published.high : message.published !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.published);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TwinCounts message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.TwinCounts
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.TwinCounts & twin.v1.TwinCounts.$Shape} TwinCounts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TwinCounts.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.TwinCounts();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.accepted = value;
                            else
                                delete message.accepted;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.late = value;
                            else
                                delete message.late;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.duplicate = value;
                            else
                                delete message.duplicate;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.quarantined = value;
                            else
                                delete message.quarantined;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.malformed = value;
                            else
                                delete message.malformed;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.dropped = value;
                            else
                                delete message.dropped;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.published = value;
                            else
                                delete message.published;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TwinCounts;
        })();

        v1.TwinStatus = (function() {

            /**
             * Properties of a TwinStatus.
             * @typedef {Object} twin.v1.TwinStatus.$Properties
             * @property {string|null} [asset] TwinStatus asset
             * @property {string|null} [instance] TwinStatus instance
             * @property {twin.v1.TwinPhase|null} [phase] TwinStatus phase
             * @property {twin.v1.TwinMode|null} [mode] TwinStatus mode
             * @property {string|null} [modelHash] TwinStatus modelHash
             * @property {number|null} [twinTimeMs] TwinStatus twinTimeMs
             * @property {number|null} [reportedAtMs] TwinStatus reportedAtMs
             * @property {number|null} [inputSequence] TwinStatus inputSequence
             * @property {twin.v1.TwinCounts.$Properties|null} [counts] TwinStatus counts
             * @property {Array.<twin.v1.SignalStatus.$Properties>|null} [signals] TwinStatus signals
             * @property {string|null} [reason] TwinStatus reason
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TwinStatus.
             * @memberof twin.v1
             * @interface ITwinStatus
             * @augments twin.v1.TwinStatus.$Properties
             * @deprecated Use twin.v1.TwinStatus.$Properties instead.
             */

            /**
             * Shape of a TwinStatus.
             * @typedef {twin.v1.TwinStatus.$Properties} twin.v1.TwinStatus.$Shape
             */

            /**
             * Constructs a new TwinStatus.
             * @memberof twin.v1
             * @classdesc Represents a TwinStatus.
             * @constructor
             * @param {twin.v1.TwinStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TwinStatus = function (properties) {
                this.signals = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TwinStatus asset.
             * @member {string} asset
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.asset = "";

            /**
             * TwinStatus instance.
             * @member {string} instance
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.instance = "";

            /**
             * TwinStatus phase.
             * @member {twin.v1.TwinPhase} phase
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.phase = 0;

            /**
             * TwinStatus mode.
             * @member {twin.v1.TwinMode} mode
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.mode = 0;

            /**
             * TwinStatus modelHash.
             * @member {string} modelHash
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.modelHash = "";

            /**
             * TwinStatus twinTimeMs.
             * @member {number} twinTimeMs
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.twinTimeMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * TwinStatus reportedAtMs.
             * @member {number} reportedAtMs
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.reportedAtMs = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * TwinStatus inputSequence.
             * @member {number} inputSequence
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.inputSequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TwinStatus counts.
             * @member {twin.v1.TwinCounts.$Properties|null|undefined} counts
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.counts = null;

            /**
             * TwinStatus signals.
             * @member {Array.<twin.v1.SignalStatus.$Properties>} signals
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.signals = $util.emptyArray;

            /**
             * TwinStatus reason.
             * @member {string} reason
             * @memberof twin.v1.TwinStatus
             * @instance
             */
            TwinStatus.prototype.reason = "";

            /**
             * Encodes the specified TwinStatus message. Does not implicitly {@link twin.v1.TwinStatus.verify|verify} messages.
             * @function encode
             * @memberof twin.v1.TwinStatus
             * @static
             * @param {twin.v1.TwinStatus.$Properties} message TwinStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TwinStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.asset != null && $Object.hasOwnProperty.call(message, "asset") && message.asset !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.asset);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.instance);
                if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.phase);
                if (message.mode != null && $Object.hasOwnProperty.call(message, "mode") && message.mode !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).int32(message.mode);
                if (message.modelHash != null && $Object.hasOwnProperty.call(message, "modelHash") && message.modelHash !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.modelHash);
                if (message.twinTimeMs != null && $Object.hasOwnProperty.call(message, "twinTimeMs") && (typeof message.twinTimeMs === "object" ? message.twinTimeMs.low || message.twinTimeMs.high : message.twinTimeMs !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).int64(message.twinTimeMs);
                if (message.reportedAtMs != null && $Object.hasOwnProperty.call(message, "reportedAtMs") && (typeof message.reportedAtMs === "object" ? message.reportedAtMs.low || message.reportedAtMs.high : message.reportedAtMs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).int64(message.reportedAtMs);
                if (message.inputSequence != null && $Object.hasOwnProperty.call(message, "inputSequence") && (typeof message.inputSequence === "object" ? message.inputSequence.low || message.inputSequence.high : message.inputSequence !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.inputSequence);
                if (message.counts != null && $Object.hasOwnProperty.call(message, "counts"))
                    $root.twin.v1.TwinCounts.encode(message.counts, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.signals != null && message.signals.length)
                    for (let i = 0; i < message.signals.length; ++i)
                        $root.twin.v1.SignalStatus.encode(message.signals[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.reason);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TwinStatus message from the specified reader or buffer.
             * @function decode
             * @memberof twin.v1.TwinStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {twin.v1.TwinStatus & twin.v1.TwinStatus.$Shape} TwinStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TwinStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.twin.v1.TwinStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.asset = value;
                            else
                                delete message.asset;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.phase = value;
                            else
                                delete message.phase;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.mode = value;
                            else
                                delete message.mode;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.modelHash = value;
                            else
                                delete message.modelHash;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.twinTimeMs = value;
                            else
                                delete message.twinTimeMs;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.reportedAtMs = value;
                            else
                                delete message.reportedAtMs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.inputSequence = value;
                            else
                                delete message.inputSequence;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.counts = $root.twin.v1.TwinCounts.decode(reader, reader.size(), $undefined, _depth + 1, message.counts);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.signals && message.signals.length))
                                message.signals = [];
                            message.signals.push($root.twin.v1.SignalStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return TwinStatus;
        })();

        return v1;
    })();

    return twin;
})();

export {
  $root as default
};
