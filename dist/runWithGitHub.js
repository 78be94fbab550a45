import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  doctor,
  gate,
  renderDiagnosis,
  waitWhilePending
} from "./chunk-11.js";
import {
  planInputs,
  printDocument
} from "./chunk-12.js";
import {
  parseConnection,
  parseGateInputs
} from "./chunk-16.js";
import {
  plan
} from "./chunk-10.js";
import {
  apply
} from "./chunk-9.js";
import {
  GitHub,
  publish,
  statusLine
} from "./chunk-2.js";
import "./chunk-15.js";
import "./chunk-7.js";
import "./chunk-4.js";
import "./chunk-19.js";
import "./chunk-5.js";
import {
  parsePlan
} from "./chunk-8.js";
import "./chunk-3.js";
import "./chunk-20.js";
import "./chunk-17.js";
import "./chunk-23.js";
import "./chunk-22.js";
import {
  visibleText
} from "./chunk-24.js";
import "./chunk-21.js";
import "./chunk-6.js";
import "./chunk-1.js";

// src/commands/runWithGitHub.ts
var runWithGitHub = async (run, command) => await COMMANDS[command](run);
var gateInputs = ({ inputs, apiUrl, repository }) => parseGateInputs(inputs, { apiUrl, repository, pullRequest: null });
var givenPlan = async (run) => run.inputs.plan === "" ? null : parsePlan(await run.read(run.inputs.plan));
var runPublish = async (run) => {
  const made = await givenPlan(run) ?? (await plan(planInputs(run), run.setting)).plan;
  const inputs = gateInputs(run);
  const github = new GitHub(inputs);
  const published = await publish(github, inputs, made, run.setting);
  await gate(github, inputs, made);
  printDocument(
    run,
    { schemaVersion: 1, ...published },
    `plan ${published.planId}: ${published.kept ? "still shown" : `${published.posted} comments posted`}`
  );
  return made.queries.length === 0 ? 0 : 2;
};
var runGate = async (run) => {
  const inputs = gateInputs(run);
  const [github, given] = [new GitHub(inputs), await givenPlan(run)];
  const evaluate = async () => await gate(github, inputs, given);
  const waiting = { github, gateInputs: inputs, evaluate, setting: run.setting };
  const { decision } = await waitWhilePending(await evaluate(), waiting);
  printDocument(
    run,
    {
      schemaVersion: 1,
      state: decision.state,
      reason: decision.reason,
      queries: decision.queries.map(({ query, state, missing }) => ({
        number: query.number,
        digest: query.digest,
        state,
        missing
      }))
    },
    visibleText(statusLine(decision))
  );
  return decision.state === "approved" ? 0 : decision.state === "pending" ? 2 : 3;
};
var runDoctor = async (run) => {
  const diagnosis = await doctor(new GitHub(parseConnection(run.inputs, run)), run.setting);
  printDocument(run, diagnosis, renderDiagnosis(diagnosis, run.paint));
  const { weakness, unseen } = diagnosis.counts;
  if (weakness > 0) return 3;
  return unseen > 0 ? 2 : 0;
};
var runApply = async (run) => {
  const inputs = gateInputs(run);
  const receipt = await apply(new GitHub(inputs), { ...planInputs(run), ...inputs }, run.setting);
  printDocument(run, receipt, visibleText(`${receipt.result}: ${receipt.sentence}`));
  return receipt.result === "applied" || receipt.result === "nothing-to-do" ? 0 : 1;
};
var COMMANDS = {
  publish: runPublish,
  gate: runGate,
  apply: runApply,
  doctor: runDoctor
};
export {
  runWithGitHub
};
