#!/bin/sh
# Remakes the detector of broken sentences. Usage: sh remake.sh SHARED LARGE SMALL WORK
# SHARED: the development data's folder; LARGE, SMALL: folders of the encoders; WORK: an empty folder, or that of a run that was cut short.
# Without a LARGE ("-") the scores kept in data/told.npz stand for the large encoder.
set -eu
shared=$1 large=$2 small=$3 work=$4
cd "$(dirname "$0")"
mkdir -p "$work"
[ -s "$work/sound.jsonl" ] || python public.py "$shared/data" "$work/sound.jsonl"
[ -s "$work/trip.jsonl" ] || python roundtrip.py "$work/sound.jsonl" "$work/trip.jsonl"
[ -s "$work/rows.jsonl" ] || python rows.py "$shared/data" "$work/sound.jsonl" "$work/trip.jsonl" "$work/rows.jsonl"
teacher=
if [ "$large" != - ]; then
    python train.py --base "$large" --frozen 4 --shared "$shared/data" --rows "$work/rows.jsonl" --steps 1400 --rate 5e-5 --out "$work/teacher"
    teacher="--base $large --teacher $work/teacher/model.pt"
fi
# shellcheck disable=SC2086
python distil.py $teacher --student "$small" --shared "$shared/data" --rows "$work/rows.jsonl" --out "$work/student"
python export.py --base "$small" --weights "$work/student/model.pt" --rows "$work/rows.jsonl" --out ../../claimlint/models/garble
python ../screen/fit.py "$shared" --rows "$work/rows.jsonl"
python calibrate.py "$shared/data"
