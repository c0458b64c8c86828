#!/bin/sh
# Remakes the encoder and the quick look before it. Usage: sh remake.sh SHARED BASE WORK [told]
# SHARED: the development data's folder; BASE: that of all-mpnet-base-v2; WORK: an empty folder, or that of a run that was cut short.
# "told": the large encoders are not trained again; what they said, kept in the project, stands for them.
set -eu
cd "$(dirname "$0")"
shared=$1 base=$2 work=$3
data=$shared/data
prose="--prose $data/prose/medquad.jsonl.gz $data/prose/openstax.jsonl.gz"
everyday="--everyday $data/treebank/ewt-train.conllu.gz $data/treebank/gum-train.conllu.gz"
mkdir -p "$work"
[ -s "$work/sound.jsonl" ] || python public.py "$data" "$work/sound.jsonl"
[ -s "$work/trip.jsonl" ] || python roundtrip.py "$work/sound.jsonl" "$work/trip.jsonl"
[ -s "$work/rows.jsonl" ] || python rows.py "$data" "$work/sound.jsonl" "$work/trip.jsonl" "$work/rows.jsonl"
broken= claims=
if [ "${4:-}" != told ]; then
    python train.py --base "$base" --frozen 4 --shared "$data" --rows "$work/rows.jsonl" --steps 1400 --rate 5e-5 --out "$work/teacher"
    # shellcheck disable=SC2086
    python ../claims/train.py --base "$base" $prose --out "$work/claims"
    broken="--teacher $work/teacher/model.pt" claims="--base $base --teacher $work/claims/model.pt"
fi
# shellcheck disable=SC2086
python ../claims/tell.py $prose $everyday --out "$work/claims.jsonl" $claims
# shellcheck disable=SC2086
python distil.py --student "$base" --shared "$data" --rows "$work/rows.jsonl" --claims "$work/claims.jsonl" --out "$work/student" $broken
python export.py --base "$base" --weights "$work/student/model.pt" --rows "$work/rows.jsonl" --out ../../claimlint/models/encoder --whole "$work/model.onnx"
python ../exits/split.py "$work/model.onnx" ../../claimlint/models/encoder
python ../exits/fit.py --rows "$work/rows.jsonl" --claims "$work/claims.jsonl"
python ../screen/fit.py --rows "$work/rows.jsonl" --claims "$work/claims.jsonl"
python calibrate.py "$data"
python ../claims/calibrate.py
python ../sums.py
