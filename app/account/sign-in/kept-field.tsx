"use client";
import { type ComponentProps, useState } from "react";
import { useMark, WhyWrong, WRONG_EDGE } from "../_act/marked-field";

type Props = ComponentProps<"input"> & { name: string };

/** A field that keeps what was typed when the form is refused: React empties forms after their act. It says beside it what was wrong. */
export function KeptField({ className = "", ...props }: Props) {
  const [kept, setKept] = useState("");
  const { marks } = useMark(props.name, props["aria-describedby"]);
  return (
    <div className="mb-5">
      <input
        {...props}
        {...marks}
        className={`${className} ${WRONG_EDGE}`}
        defaultValue={kept}
        onInput={(event) => setKept(event.currentTarget.value)}
      />
      <WhyWrong name={props.name} />
    </div>
  );
}
